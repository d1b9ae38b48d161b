import type { TestRows } from '../predict/testRows.ts';
import { notDone, type LabContext } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import { cappedModels, featureSets, modelText, type CappedModel, type FeatureSet } from './cappedModels.ts';
import { readCappedPredictions, scoreCapped, type CappedScores } from './cappedScores.ts';
import { lookAtTable, readCappedTable, type CappedRows, type CappedTable } from './cappedTable.ts';
import { readCappedTests, testEnginesFolder, testEnginesKey, testEnginesTable } from './testEngines.ts';
import { cappedJobs, currentJob } from './trainModel.ts';

/** What the capped models are made of, as it is now. */
export interface CappedSources {
  readonly resources: Resources;
  readonly tests: readonly TestRows[];
  readonly tables: Readonly<Record<FeatureSet, CappedTable>>;
  /** When the test engines or the curated rows were last written; undefined where the test engines are not there. */
  readonly newest: Date | undefined;
}

/** A model that is there with its predictions. */
export interface TrainedCapped extends CappedModel {
  readonly trainingJob: string;
  readonly scores: CappedScores;
}

/** Everything about the capped models, or what is missing. */
export type CappedState =
  | { readonly done: true; readonly models: readonly TrainedCapped[]; readonly edited: readonly string[] }
  | ReturnType<typeof notDone>;

/** Looks at the test rows here and there, and at the curated rows. */
export async function readSources(context: LabContext, signal: AbortSignal): Promise<CappedSources> {
  const { account, event } = context;
  const tests = await readCappedTests(context, signal);
  const resources = await requireResources(account, event, signal);
  const [plain, windowed, newest] = await Promise.all([
    readCappedTable(context, resources, 'plain'),
    readCappedTable(context, resources, 'windowed'),
    newestRows(context, resources, tests, signal),
  ]);
  return { resources, tests, tables: { plain, windowed }, newest };
}

async function newestRows(
  { account: { ports } }: LabContext,
  { publishedBucket, curatedBucket, curatedDatabase }: Resources,
  tests: readonly TestRows[],
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (!(await ports.catalog.table(curatedDatabase, testEnginesTable, signal))) return undefined;
  const missing = new Set(tests.map(testEnginesKey));
  let newest = new Date(0);
  for await (const { key, lastModified } of ports.buckets.objects(
    publishedBucket,
    testEnginesFolder,
    signal,
  )) {
    if (!missing.delete(key)) return undefined;
    if (lastModified > newest) newest = lastModified;
  }
  if (missing.size) return undefined;
  for await (const { key, lastModified } of ports.buckets.objects(curatedBucket, '', signal)) {
    if (key.endsWith('.parquet') && lastModified > newest) newest = lastModified;
  }
  return newest;
}

/** Looks at a feature set's rows as they go with these sources. */
export async function readRows(
  context: LabContext,
  { newest, tables, tests }: CappedSources,
  features: FeatureSet,
  signal: AbortSignal,
): Promise<CappedRows> {
  if (!newest) return { made: undefined, edited: false };
  const subsets = tests.map(({ subset }) => subset);
  return lookAtTable(context, tables[features], newest, subsets, signal);
}

/** The capped models that are there, with how well they predict. */
export async function readCappedState(context: LabContext, signal: AbortSignal): Promise<CappedState> {
  const sources = await readSources(context, signal);
  const fix = 'Train the capped models.';
  if (!sources.newest)
    return notDone('The rows of the test engines are not in the published bucket yet.', fix);
  const [plain, windowed, jobs] = await Promise.all([
    readRows(context, sources, 'plain', signal),
    readRows(context, sources, 'windowed', signal),
    cappedJobs(context, signal),
  ]);
  const rows = { plain, windowed };
  const models: TrainedCapped[] = [];
  for (const model of cappedModels(context.event.capped.subsets)) {
    const { made } = rows[model.features];
    if (!made) return notDone(`There are no ${model.features} rows of the data as they are now.`, fix);
    const job = currentJob(jobs, model, made, 'Completed');
    if (!job) return notDone(`The model ${modelText(model)} is not trained on the rows there are now.`, fix);
    const scores = await readScores(context, sources, model, job.name, signal);
    if (!scores) {
      return notDone(`The model ${modelText(model)} has not predicted each row of its test file yet.`, fix);
    }
    models.push({ ...model, trainingJob: job.name, scores });
  }
  const edited = (['plain', 'windowed'] as const).filter((features) => rows[features].edited);
  return { done: true, models, edited: edited.map((features) => featureSets[features]) };
}

/** How well a training job's model predicts its test file; undefined where it has not predicted each row of it. */
export async function readScores(
  { account }: LabContext,
  { tests, resources }: CappedSources,
  { subset }: CappedModel,
  trainingJob: string,
  signal: AbortSignal,
): Promise<CappedScores | undefined> {
  const rows = tests.find((each) => each.subset === subset);
  if (!rows) return undefined;
  const predicted = await readCappedPredictions(
    account,
    resources.publishedBucket,
    trainingJob,
    rows,
    signal,
  );
  return predicted && scoreCapped(rows, predicted);
}
