import type { LabAccount } from '../account.ts';
import { labFileNames } from '../files/labFileNames.ts';
import { writePatched } from '../files/patchedFiles.ts';
import { runOnce, type SingleWork } from '../follow/runOnce.ts';
import type { OnProgress } from '../progress.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { claimOf } from '../survey/claimOf.ts';
import { wholeNumber } from '../report/format.ts';
import { isDone, notDone, type LabContext, type Stage } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import { outdatedSplit } from '../tables/outdatedSplit.ts';
import {
  finishQuery,
  followQuery,
  queryRows,
  queryUnderWay,
  requireSucceeded,
  startQuery,
} from '../tables/runQuery.ts';
import { readSplitQuery } from '../tables/splitQuery.ts';
import { readSplitTable, type SplitTable } from '../tables/splitTable.ts';

/** Splits the curated rows into training and validation files with one CREATE TABLE AS SELECT. */
export const split: Stage<'split'> = {
  id: 'split',
  title: 'Create Training and Validation Sets',
  needs: ['crawlCurated'],
  check: async (context, signal = new AbortController().signal) => {
    const { account } = context;
    const resources = await requireResources(account, context.event, signal);
    const target = await readSplitTable(context, resources, signal);
    const run = `Run ${labFileNames.split}.`;
    const table = await account.ports.catalog.table(target.database, target.table, signal);
    if (!table) return notDone(`There is no table ${target.database}.${target.table} yet.`, run);
    const [counts, { rows: curated, newest }, [engines = {}]] = await Promise.all([
      ask(context, resources, labFileNames.splitCounts, target, signal),
      curatedFiles(context, resources, signal),
      ask(context, resources, labFileNames.enginesInBoth, target, signal),
    ]);
    const rowsOf = (side: string): number =>
      Number(counts.find((row) => row['split'] === side)?.['row_count'] ?? 0);
    const [train, validation] = [rowsOf('train'), rowsOf('validation')];
    const again = `Run ${labFileNames.split} again: that drops the table and empties its folder first.`;
    if (train + validation !== curated || !train || !validation) {
      return notDone(
        `The split has ${wholeNumber(train)} training and ${wholeNumber(validation)} validation rows, but the curated bucket has ${wholeNumber(curated)} rows.`,
        again,
      );
    }
    const inBoth = Number(engines['engines_in_both']);
    const matched = Number(engines['matched_rows'] ?? 0);
    if (inBoth !== 0 || matched !== curated) {
      return notDone(
        inBoth
          ? `${wholeNumber(inBoth)} engines have rows on both sides of the split.`
          : `Only ${wholeNumber(matched)} of the ${wholeNumber(curated)} rows of the split are found again in the curated table.`,
        again,
      );
    }
    const facts = {
      table: target.table,
      train,
      validation,
      engines: Number(engines['engines']),
      enginesInBoth: inBoth,
    };
    return isDone(facts, await outdatedSplit(account, target, table, newest, signal));
  },
  run: async (context, onProgress, signal) => {
    const { account, event, files } = context;
    const resources = await requireResources(account, event, signal);
    const target = await readSplitTable(context, resources, signal);
    await writePatched(files, target.file);
    await makeSplit(context, resources, target, onProgress, signal);
    for (const name of [labFileNames.splitCounts, labFileNames.enginesInBoth]) {
      await writePatched(files, await readSplitQuery(context, resources, name, target));
    }
  },
  reset: async (context, onProgress, signal) => {
    const resources = await requireResources(context.account, context.event, signal);
    const target = await readSplitTable(context, resources, signal);
    await takeBack(context.account, target, onProgress, signal);
  },
};

/** Runs the CTAS, or follows the same one where it is under way already: two at a time would write every row twice. */
function makeSplit(
  context: LabContext,
  resources: Resources,
  target: SplitTable,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account } = context;
  const sql = target.file.after;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  const work: SingleWork = {
    claim: claimOf('split', resources),
    underWay: async () => (await queryUnderWay(account, sql, signal))?.id,
    isDone: async () => (await split.check(context, signal)).done,
    begin: async () => {
      await takeBack(account, target, onProgress, signal);
      return startQuery(account, sql, queryPlace(resources));
    },
    finish: async (id) => {
      step('Athena is running the split');
      requireSucceeded(await finishQuery(account, id, signal), sql);
    },
    follow: (id) => {
      step('Athena is running the split already; following it');
      return followQuery(account, id, signal);
    },
  };
  return runOnce(account, work, signal);
}

/** Drops the table and empties its folder: a CTAS makes a new table over an empty folder, or fails. */
async function takeBack(
  account: LabAccount,
  { database, table, bucket, prefix }: SplitTable,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  onProgress({ kind: 'step', text: `Dropping ${table} and emptying s3://${bucket}/${prefix}` });
  await account.ports.catalog.dropTable(database, table);
  await removeObjects(account, bucket, prefix, signal);
}

async function ask(
  context: LabContext,
  resources: Resources,
  name: string,
  target: SplitTable,
  signal: AbortSignal,
): Promise<Record<string, string | undefined>[]> {
  const { after } = await readSplitQuery(context, resources, name, target);
  return queryRows(context.account, after, queryPlace(resources), signal);
}

function queryPlace({ curatedDatabase, queryResultsBucket }: Resources) {
  return { database: curatedDatabase, output: queryResultsBucket };
}

/** Rows of the curated Parquet files, from their footers, and when the last of them was written. */
async function curatedFiles(
  { account: { ports } }: LabContext,
  { curatedBucket }: Resources,
  signal: AbortSignal,
): Promise<{ rows: number; newest: Date }> {
  let rows = 0;
  let newest = new Date(0);
  for await (const object of ports.buckets.objects(curatedBucket, '', signal)) {
    if (!object.key.endsWith('.parquet')) continue;
    if (object.lastModified > newest) newest = object.lastModified;
    rows += (await ports.parquet.describe(curatedBucket, object, signal)).rows;
  }
  return { rows, newest };
}
