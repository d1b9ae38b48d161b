import { patternPrefix } from '../../event/patterns.ts';
import type { Resources } from '../../survey/resources.ts';
import { readSplitTable, type SplitTable } from '../../tables/splitTable.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** What of an account the lab's rights are about. */
export interface LabPlaces {
  readonly names: Resources;
  /** What the delivery stream puts before the keys of its objects: `streaming_submissions/`. */
  readonly delivered: string;
  /** What the CTAS makes. */
  readonly split: Pick<SplitTable, 'database' | 'table' | 'bucket' | 'prefix'>;
}

/** Looks where the lab's objects and tables will be. What cannot be looked at, other checks tell of: it is as usual here. */
export async function labPlaces({
  account,
  event,
  files,
  known,
  signal,
}: PreflightContext): Promise<LabPlaces> {
  const names = await known.names();
  const orUsual = async <T>(ask: Promise<T>, usual: T): Promise<T> => {
    try {
      return await ask;
    } catch {
      signal.throwIfAborted();
      return usual;
    }
  };
  const [{ prefix: delivered }, split] = await Promise.all([
    orUsual<{ readonly prefix: string }>(known.stream(), {
      prefix: `${patternPrefix(event.patterns.submissionsTable[0] ?? '')}/`,
    }),
    orUsual<LabPlaces['split']>(readSplitTable({ account, event, files }, names, signal), {
      database: names.curatedDatabase,
      table: 'train_validation',
      bucket: names.publishedBucket,
      prefix: 'train_validation/',
    }),
  ]);
  return { names, delivered, split };
}
