import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LabAccount } from '../account.ts';
import { forEachLine, type OnLine } from '../lines/forEachLine.ts';

/** Where a delivery stream puts its objects. */
export interface Delivered {
  readonly bucket: string;
  readonly prefix: string;
}

/** Calls `onLine` for every line that was delivered, object by object; gzipped ones are unpacked. */
export async function forEachDeliveredLine(
  { ports }: LabAccount,
  { bucket, prefix }: Delivered,
  onLine: OnLine,
  signal?: AbortSignal,
): Promise<void> {
  for await (const { key } of ports.buckets.objects(bucket, prefix, signal)) {
    const body = await ports.buckets.open(bucket, key, signal);
    // An error of either stream ends the reading below, so the callback has nothing to do.
    const source = key.endsWith('.gz') ? pipeline(body, createGunzip(), () => undefined) : body;
    await forEachLine(source as AsyncIterable<Uint8Array>, onLine);
  }
}

/** How many lines were delivered. */
export async function countDeliveredLines(
  account: LabAccount,
  delivered: Delivered,
  signal?: AbortSignal,
): Promise<number> {
  let lines = 0;
  await forEachDeliveredLine(account, delivered, () => (lines += 1), signal);
  return lines;
}
