import type { LabAccount } from '../../account.ts';
import type { LabEvent } from '../../event.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { BucketObject } from '../../ports/buckets.ts';
import { byteCount } from '../../report/byteCount.ts';
import { wholeNumber } from '../../report/format.ts';
import { earliest, type CostLine } from '../costLine.ts';
import { prices } from '../prices.ts';

/** As many bytes of a delivered object tell how long its lines are. */
const sampleBytes = 256 * 1024;

const newline = 0x0a;

/** What the lab's delivery stream costs: of the records that it delivered, those that lie there still. */
export async function streamLines(
  account: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const { streams } = account.ports;
  const names = await streams.list(signal);
  const ours = names.filter((name) => matchesPattern(event.patterns.deliveryStream, name));
  const lines = await Promise.all(ours.map((name) => streamLine(account, name, signal)));
  return lines.filter((line) => line !== undefined);
}

async function streamLine(
  account: LabAccount,
  name: string,
  signal?: AbortSignal,
): Promise<CostLine | undefined> {
  const { buckets, streams } = account.ports;
  const { bucket, prefix } = await streams.describe(name, signal);
  const objects: BucketObject[] = [];
  for await (const object of buckets.objects(bucket, prefix, signal)) objects.push(object);
  const bytes = objects.reduce((sum, { size }) => sum + size, 0);
  const largest = objects.reduce<BucketObject | undefined>(
    (most, object) => (object.size > (most?.size ?? 0) ? object : most),
    undefined,
  );
  if (!largest) return undefined;
  const lineBytes = await meanLine(account, bucket, largest, signal);
  const line = {
    kind: 'stream',
    name,
    since: earliest(objects.map(({ lastModified }) => lastModified)),
    perHour: 0,
  } as const;
  if (lineBytes === undefined) {
    return {
      ...line,
      soFar: undefined,
      basis: `${byteCount(bytes)} delivered, in which no lines can be counted`,
    };
  }
  const records = Math.round(bytes / lineBytes);
  const { recordBytes, perGB } = prices.firehose;
  const billed = records * Math.ceil(lineBytes / recordBytes) * recordBytes;
  return {
    ...line,
    soFar: (billed * perGB) / 1e9,
    basis: `about ${wholeNumber(records)} records that lie there (${byteCount(bytes)}), each billed as ${byteCount(recordBytes)}, at $${perGB} a GB`,
  };
}

/** Bytes that a line of an object takes of it, on the average of its start; undefined where there are no lines. */
async function meanLine(
  { ports: { buckets } }: LabAccount,
  bucket: string,
  { key, size }: BucketObject,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const start = await buckets.read(bucket, key, [0, Math.min(size, sampleBytes) - 1], signal);
  if (!start) return undefined;
  const lines = start.reduce((count, byte) => count + Number(byte === newline), 0);
  return lines ? (start.lastIndexOf(newline) + 1) / lines : undefined;
}
