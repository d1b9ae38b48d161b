import { createHash } from 'node:crypto';
import { labFileNames } from '../files/labFileNames.ts';
import { labNames, patchedSql, writePatched } from '../files/patchedFiles.ts';
import { trueRemainingLife } from '../predict/scores.ts';
import { readTestRows, type TestRows } from '../predict/testRows.ts';
import type { OnProgress } from '../progress.ts';
import { sqlStatements } from '../patch/sqlStatements.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { StageError, type LabContext } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';
import { runQuery } from '../tables/runQuery.ts';
import { cappedFolder } from './cappedModels.ts';

/** Where in the published bucket the rows of the test files are put, an object a file. */
export const testEnginesFolder = `${cappedFolder}test_engines/`;

/** The table over them, as its query calls it. */
export const testEnginesTable = 'test_engines';

/** The test rows of the event's data sets. Throws a StageError where a test file or its RUL file is missing here. */
export function readCappedTests({ event, data }: LabContext, signal?: AbortSignal): Promise<TestRows[]> {
  return Promise.all(
    [...new Set(event.capped.subsets)].map((subset) => {
      const set = data.test.find((each) => each.subset === subset);
      if (set) return readTestRows(set, signal);
      throw new StageError(
        `There is no test file test_${subset}.txt with RUL_${subset}.txt in ${data.folder}.`,
        "Put both there, or name other data sets in the event's capped.subsets.",
      );
    }),
  );
}

/** The key of a test file's rows: it changes with them, so that the key alone tells whether they are the ones here. */
export function testEnginesKey(rows: TestRows): string {
  const hash = createHash('sha256').update(csvOf(rows)).digest('hex');
  return `${testEnginesFolder}test_${rows.subset}-${hash.slice(0, 12)}.csv`;
}

/** Puts the rows into the published bucket, in place of others, and makes the table over them. */
export async function putTestEngines(
  context: LabContext,
  resources: Resources,
  tests: readonly TestRows[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account, event, files } = context;
  const { curatedDatabase: database, publishedBucket: bucket, queryResultsBucket } = resources;
  onProgress({ kind: 'step', text: `Putting test engines into s3://${bucket}/${testEnginesFolder}` });
  await account.ports.catalog.dropTable(database, testEnginesTable);
  await removeObjects(account, bucket, testEnginesFolder, signal);
  for (const rows of tests) {
    signal.throwIfAborted();
    await account.ports.buckets.put(bucket, testEnginesKey(rows), csvOf(rows), 'text/csv');
  }
  const file = await patchedSql(files, labFileNames.testEngines, labNames(event, resources));
  await writePatched(files, file);
  const [statement] = sqlStatements(file.after);
  await runQuery(account, statement?.text ?? '', { database, output: queryResultsBucket }, signal);
}

/** `test_FD001.txt,1,142,1,…`: file, engine, cycles left, then the 25 features in the file's own digits. */
function csvOf(rows: TestRows): string {
  const left = trueRemainingLife(rows, rows.labels);
  return rows.features
    .map(
      (features, row) => `test_${rows.subset}.txt,${rows.units[row] ?? ''},${left[row] ?? ''},${features}\n`,
    )
    .join('');
}
