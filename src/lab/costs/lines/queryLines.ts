import type { LabAccount } from '../../account.ts';
import type { LabEvent } from '../../event.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { QueryExecution } from '../../ports/queries.ts';
import { byteCount } from '../../report/byteCount.ts';
import { countOf } from '../../report/format.ts';
import { parseS3Uri } from '../../s3/s3Uri.ts';
import { earliest, type CostLine } from '../costLine.ts';
import { prices } from '../prices.ts';

const { perTB, leastBytes } = prices.athena;

/** What the lab's Athena queries cost: those whose results lie in the event's bucket for them. */
export async function queryLines(
  { ports: { queries, buckets } }: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const isOurs = (bucket: string): boolean => matchesPattern(event.patterns.queryResultsBucket, bucket);
  const found = (await buckets.list(signal)).filter(({ name }) => isOurs(name));
  if (!found.length) return [];
  const since = earliest(found.map(({ created }) => created)) ?? new Date(0);
  const all = await queries.history(since, signal);
  const ours = all.filter((query) => isOurs(parseS3Uri(query.output)?.bucket ?? ''));
  if (!ours.length) return [];
  const billed = ours.filter(isBilled);
  const bytes = billed.reduce((sum, { scannedBytes }) => sum + Math.max(leastBytes, scannedBytes), 0);
  const read = billed.reduce((sum, { scannedBytes }) => sum + scannedBytes, 0);
  const free = ours.length - billed.length;
  return [
    {
      kind: 'query',
      name: found.map(({ name }) => name).join(', '),
      since: earliest(ours.map(({ submitted }) => submitted)),
      soFar: (bytes * perTB) / 1e12,
      perHour: 0,
      basis: `${countOf(billed.length, 'query')} that read ${byteCount(read)}, each billed for 10 MB at least, at $${perTB} a TB${free ? `; ${free} that cost nothing: they failed, have not ended, or read no rows` : ''}`,
    },
  ];
}

/** Statements about tables are free, and what failed; a cancelled query is billed for what it had read. */
function isBilled({ state, statementType, substatementType, scannedBytes }: QueryExecution): boolean {
  if (state === 'CANCELLED') return scannedBytes > 0;
  if (state !== 'SUCCEEDED') return false;
  return statementType === 'DML' || substatementType === 'CREATE_TABLE_AS_SELECT' || scannedBytes > 0;
}
