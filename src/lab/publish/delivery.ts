import { setTimeout as sleep } from 'node:timers/promises';
import type { LabAccount } from '../account.ts';
import type { DeliveryStream } from '../ports/deliveryStreams.ts';

/** An interval that looks passed on this side may not be over on the other, in ms. */
const slack = 1500;

/** Firehose delivers later than its interval says now and then; what is sent too early again is there twice. */
const intervals = 2;

/** Number and bytes of a delivery stream's objects. */
export interface DeliveredObjects {
  readonly count: number;
  readonly bytes: number;
}

/** Counts the objects that a stream has delivered. */
export async function deliveredObjects(
  { ports }: LabAccount,
  { bucket, prefix }: DeliveryStream,
  signal?: AbortSignal,
): Promise<DeliveredObjects> {
  let count = 0;
  let bytes = 0;
  for await (const { size } of ports.buckets.objects(bucket, prefix, signal)) {
    count += 1;
    bytes += size;
  }
  return { count, bytes };
}

/**
 * Waits until a stream's buffer is empty: until so many bytes have arrived, or, as nothing tells what a buffer holds,
 * until the stream's buffer interval passes without a new object. Answers with what has arrived.
 */
export async function waitForDelivery(
  account: LabAccount,
  stream: DeliveryStream,
  expectedBytes: number,
  onArrived: (bytes: number) => void,
  signal: AbortSignal,
): Promise<DeliveredObjects> {
  const quiet = intervals * stream.bufferSeconds * account.pace * 1000 + slack;
  const pause = Math.min(2000, Math.max(50, quiet / 20));
  let last: DeliveredObjects | undefined;
  let since = performance.now();
  for (;;) {
    const now = await deliveredObjects(account, stream, signal);
    if (now.bytes !== last?.bytes || now.count !== last.count) {
      onArrived(now.bytes);
      last = now;
      since = performance.now();
    }
    if (now.bytes >= expectedBytes || performance.now() - since > quiet) return now;
    await sleep(pause, undefined, { signal });
  }
}
