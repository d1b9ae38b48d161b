import { labNames, patchedSql, writePatched, type PatchedFile } from '../files/patchedFiles.ts';
import { runOnce } from '../follow/runOnce.ts';
import { readCtas } from '../patch/ctas.ts';
import { channelModeOf } from '../event/xgboostImages.ts';
import type { OnProgress } from '../progress.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { queryRunState } from '../runState.ts';
import { StageError, type LabContext } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';
import { isSameQuery } from '../tables/outdatedSplit.ts';
import {
  finishQuery,
  followQuery,
  queryUnderWay,
  recentQueries,
  requireSucceeded,
  startQuery,
} from '../tables/runQuery.ts';
import { featureSets, type FeatureSet } from './cappedModels.ts';

/** What a query of the capped models makes: a table, and where its files lie. */
export interface CappedTable {
  readonly features: FeatureSet;
  readonly file: PatchedFile;
  readonly database: string;
  readonly table: string;
  readonly bucket: string;
  /** Ends in `/`; `subset=FD001/split=train/` … follow. */
  readonly prefix: string;
}

/** How the rows of a table are. */
export interface CappedRows {
  /** When the last of its files was written; undefined where the table is not there or not of these data. */
  readonly made: Date | undefined;
  /** Whether the query has been edited since. */
  readonly edited: boolean;
}

/** Reads a feature set's query as it is to be run in this account. */
export async function readCappedTable(
  { event, files }: LabContext,
  resources: Resources,
  features: FeatureSet,
): Promise<CappedTable> {
  const name = featureSets[features];
  const { compression } = channelModeOf(event.training.imageVersion);
  const file = await patchedSql(files, name, labNames(event, resources), { compression });
  const ctas = readCtas(file.after);
  const location = parseS3Uri(ctas?.externalLocation?.value ?? '');
  if (!ctas || !location?.key || ctas.partitionedBy.join() !== 'subset,split') {
    throw new StageError(
      `${name} holds no CREATE TABLE AS SELECT with an external_location below a bucket (s3://bucket/folder/) and partitioned_by = ARRAY['subset', 'split'].`,
      "Give the query both back, or take the lab's own file again.",
    );
  }
  return {
    features,
    file,
    database: ctas.database?.value ?? resources.curatedDatabase,
    table: ctas.table.value,
    bucket: location.bucket,
    prefix: location.key.replace(/\/*$/, '/'),
  };
}

/**
 * Looks at a table's rows.
 * @param newest when the rows that it was made of were last written.
 */
export async function lookAtTable(
  { account }: LabContext,
  { database, table, bucket, prefix, file }: CappedTable,
  newest: Date,
  subsets: readonly string[],
  signal: AbortSignal,
): Promise<CappedRows> {
  const nothing = { made: undefined, edited: false };
  if (!(await account.ports.catalog.table(database, table, signal))) return nothing;
  let made = new Date(0);
  const folders = new Set<string>();
  for await (const { key, lastModified } of account.ports.buckets.objects(bucket, prefix, signal)) {
    if (lastModified < newest) return nothing;
    if (lastModified > made) made = lastModified;
    folders.add(key.slice(prefix.length, key.lastIndexOf('/') + 1));
  }
  const whole = subsets.every((subset) =>
    ['train', 'test'].every((split) => folders.has(rowsFolder(subset, split))),
  );
  if (!whole) return nothing;
  const query = (await recentQueries(account, signal)).find(
    ({ sql, state }) => queryRunState[state] === 'done' && readCtas(sql)?.table.value === table,
  );
  return { made, edited: query !== undefined && !isSameQuery(query.sql, file.after) };
}

/** Where below a table's folder the rows of a data set lie. */
export function rowsFolder(subset: string, split: string): string {
  return `subset=${subset}/split=${split}/`;
}

/** Runs the query, or follows the same one where it is under way already. */
export async function makeTable(
  context: LabContext,
  { curatedDatabase, queryResultsBucket, publishedBucket }: Resources,
  target: CappedTable,
  isDone: () => Promise<boolean>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account, files } = context;
  const sql = target.file.after;
  await writePatched(files, target.file);
  const step = (text: string): void => onProgress({ kind: 'step', text });
  await runOnce(
    account,
    {
      claim: { bucket: publishedBucket, key: `cmapss-starting/trainCapped-${target.features}-rows` },
      underWay: async () => (await queryUnderWay(account, sql, signal))?.id,
      isDone,
      begin: async () => {
        await dropTable(context, target, onProgress, signal);
        return startQuery(account, sql, { database: curatedDatabase, output: queryResultsBucket });
      },
      finish: async (id) => {
        step(`Athena is making the ${target.features} rows`);
        requireSucceeded(await finishQuery(account, id, signal), sql);
      },
      follow: (id) => {
        step(`Athena is making the ${target.features} rows already; following it`);
        return followQuery(account, id, signal);
      },
    },
    signal,
  );
}

/** Drops the table and empties its folder. */
export async function dropTable(
  { account }: LabContext,
  { database, table, bucket, prefix }: Pick<CappedTable, 'database' | 'table' | 'bucket' | 'prefix'>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  onProgress({ kind: 'step', text: `Dropping ${table} and emptying s3://${bucket}/${prefix}` });
  await account.ports.catalog.dropTable(database, table);
  await removeObjects(account, bucket, prefix, signal);
}
