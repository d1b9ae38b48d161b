import type { LabAccount } from '../../account.ts';
import type { LabEvent } from '../../event.ts';
import { briefly, explain } from '../../explain/explain.ts';
import { byteCount } from '../../report/byteCount.ts';
import { countOf } from '../../report/format.ts';
import { bucketsOfRegion } from '../../s3/bucketsOfRegion.ts';
import { parseS3Uri } from '../../s3/s3Uri.ts';
import { matchesPattern } from '../../event/patterns.ts';
import { labBuckets } from '../../survey/labBuckets.ts';
import { earliest, hoursBetween, monthHours, type CostLine } from '../costLine.ts';
import { prices } from '../prices.ts';

const gib = 2 ** 30;

/**
 * What the objects in the lab's buckets of this region cost, each from when it was written; what was deleted is not known any
 * more. Nothing is known of a bucket that may not be looked at, which its line says.
 */
export async function storageLines(
  account: LabAccount,
  event: LabEvent,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const names = (await account.ports.buckets.list(signal)).map(({ name }) => name);
  const scripts = await scriptBuckets(account, event, signal);
  const ours = labBuckets(event, names).flatMap((found) =>
    // Other jobs' scripts lie in buckets of such names as well.
    found.role === 'script' ? found.names.filter((name) => scripts.has(name)) : found.names,
  );
  const here = await bucketsOfRegion(account, ours, signal);
  return Promise.all(here.map((name) => lineOf(account, name, now, signal)));
}

/** The line of a bucket, whatever becomes of the others. */
async function lineOf(account: LabAccount, name: string, now: Date, signal?: AbortSignal): Promise<CostLine> {
  try {
    return await bucketLine(account, name, now, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = briefly(explain(error, { account: account.kind, region: account.region }));
    const unknown = { since: undefined, soFar: undefined, perHour: undefined };
    return { kind: 'storage', name, ...unknown, basis: `Could not be looked at: ${reason}` };
  }
}

/** The buckets in which the scripts of the lab's job lie. */
async function scriptBuckets(
  { ports: { jobs } }: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const names = (await jobs.list(signal)).filter((name) => matchesPattern(event.patterns.job, name));
  const found = await Promise.all(names.map((name) => jobs.get(name, signal)));
  return new Set(found.flatMap(({ scriptLocation }) => parseS3Uri(scriptLocation)?.bucket ?? []));
}

async function bucketLine(
  { ports: { buckets } }: LabAccount,
  name: string,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine> {
  let [count, bytes, byteHours] = [0, 0, 0];
  let first: Date | undefined;
  for await (const { size, lastModified } of buckets.objects(name, '', signal)) {
    count += 1;
    bytes += size;
    byteHours += size * hoursBetween(lastModified, now);
    first = earliest([first, lastModified]);
  }
  const perHour = prices.s3PerGiBMonth / gib / monthHours;
  return {
    kind: 'storage',
    name,
    since: first,
    soFar: byteHours * perHour,
    perHour: bytes * perHour,
    basis: `${byteCount(bytes)} in ${countOf(count, 'object')}, at $${prices.s3PerGiBMonth} a GiB and month; without requests, and what was deleted before`,
  };
}
