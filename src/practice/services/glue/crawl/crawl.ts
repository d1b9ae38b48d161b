import type { CsvClassifier, S3Target } from '@aws-sdk/client-glue';
import type { Engine } from '../../../engines/duckdb/engine.ts';
import type { Objects, StoredObject } from '../../s3/objects.ts';
import { classify } from './classify.ts';
import { groupIntoTables, type CrawledTable } from './crawledTable.ts';
import { foldersBelow, leavesOf, type Folder } from './folders.ts';
import type { ObjectSchema } from './objectSchema.ts';

/** Objects that one target's crawl looks into, at most about this many; and in one folder. */
const sampledObjects = 200;
const sampledPerFolder = 10;

/** What a crawl stands on. */
export interface CrawlSources {
  readonly objects: Objects;
  readonly engine: Engine;
}

/**
 * Reads samples of the objects below a target and groups them into tables. Throws TargetError, and the signal's
 * reason when the crawl is stopped.
 */
export async function crawlTarget(
  target: S3Target,
  classifiers: readonly CsvClassifier[],
  { objects, engine }: CrawlSources,
  signal: AbortSignal,
): Promise<CrawledTable[]> {
  const root = foldersBelow(target, objects);
  const leaves = leavesOf(root);
  const budget = Math.max(1, Math.floor(sampledObjects / Math.max(1, leaves.length)));
  const perFolder = Math.min(target.SampleSize ?? sampledPerFolder, sampledPerFolder, budget);
  const samples = new Map<Folder, ReadonlyMap<StoredObject, ObjectSchema>>();
  for (const leaf of leaves) {
    const sampled = new Map<StoredObject, ObjectSchema>();
    for (const object of spread(leaf.objects, perFolder)) {
      signal.throwIfAborted();
      sampled.set(object, await classify(object, classifiers, engine));
    }
    samples.set(leaf, sampled);
  }
  return leaves.length ? groupIntoTables(root, samples) : [];
}

/** `count` of the items, evenly from the first to the last. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  if (count === 1) return items.slice(0, 1);
  return Array.from(
    { length: count },
    (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))],
  ) as T[];
}
