import {
  cappedFolder,
  cappedModels,
  cappedPrefix,
  featureSets,
  type CappedModel,
  type FeatureSet,
} from '../capped/cappedModels.ts';
import {
  readCappedState,
  readRows,
  readScores,
  readSources,
  type CappedSources,
} from '../capped/cappedState.ts';
import { dropTable, makeTable, readCappedTable } from '../capped/cappedTable.ts';
import { predictTests } from '../capped/predictTests.ts';
import { putTestEngines, testEnginesTable } from '../capped/testEngines.ts';
import { trainModel } from '../capped/trainModel.ts';
import { sideBySide } from '../follow/sideBySide.ts';
import type { OnProgress } from '../progress.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { withClaim } from '../s3/withClaim.ts';
import { runningJobs, stopJobs } from '../sagemaker/runningJobs.ts';
import { isDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { claimOf } from '../survey/claimOf.ts';
import { requireResources } from '../survey/resources.ts';

/** Models at a time: new accounts of AWS's may have few instances. */
const atOnce = 2;

/** Trains models with capped labels, on single cycles and on windows of 30, and has them predict the test engines. */
export const trainCapped: Stage<'trainCapped'> = {
  id: 'trainCapped',
  title: 'Train Capped Models',
  optional: true,
  needs: ['crawlCurated'],
  check: async (context, signal = new AbortController().signal) => {
    const state = await readCappedState(context, signal);
    if (!state.done) return state;
    const models = state.models.map(({ subset, features, trainingJob, scores }) => ({
      subset,
      features,
      trainingJob,
      rmseAllRows: scores.allRows.rmse,
      rmseLastCycle: scores.lastCycle.rmse,
    }));
    const outdated = state.edited.length
      ? `The rows were made by another query than ${state.edited.join(' and ')} ${state.edited.length > 1 ? 'hold' : 'holds'} now.`
      : undefined;
    return isDone({ models }, outdated);
  },
  run: async (context, onProgress, signal) => {
    const sources = await provideSources(context, onProgress, signal);
    const made = {
      plain: await provideRows(context, sources, 'plain', onProgress, signal),
      windowed: await provideRows(context, sources, 'windowed', onProgress, signal),
    };
    const models = cappedModels(context.event.capped.subsets);
    let done = 0;
    const count = (): void =>
      onProgress({ kind: 'count', text: 'Capped models', done, total: models.length });
    count();
    await sideBySide(
      models,
      atOnce,
      async (model) => {
        await bringModel(context, sources, model, made[model.features], onProgress, signal);
        done += 1;
        count();
      },
      // The account's quota may be one instance.
      (error) => error instanceof Error && error.name === 'ResourceLimitExceeded',
    );
  },
  reset: async (context, onProgress, signal) => {
    const { account, event } = context;
    const resources = await requireResources(account, event, signal);
    // They would write into what is emptied.
    await stopJobs(account, await runningJobs(account, cappedPrefix, signal), onProgress, signal);
    for (const features of Object.keys(featureSets) as FeatureSet[]) {
      await dropTable(context, await readCappedTable(context, resources, features), onProgress, signal);
    }
    await account.ports.catalog.dropTable(resources.curatedDatabase, testEnginesTable);
    await removeObjects(account, resources.publishedBucket, cappedFolder, signal);
    for (const name of await account.ports.endpoints.models(cappedPrefix, signal)) {
      if (name.startsWith(cappedPrefix)) await account.ports.endpoints.deleteModel(name);
    }
  },
};

/** The sources with this machine's test engines put beside the curated rows. */
async function provideSources(
  context: LabContext,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<CappedSources> {
  const before = await readSources(context, signal);
  if (before.newest) return before;
  return withClaim(context.account, claimOf('trainCapped', before.resources), signal, async () => {
    const now = await readSources(context, signal);
    if (now.newest) return now;
    await putTestEngines(context, now.resources, now.tests, onProgress, signal);
    return readSources(context, signal);
  });
}

/** Brings a feature set's rows up to date; answers with when they were made. */
async function provideRows(
  context: LabContext,
  sources: CappedSources,
  features: FeatureSet,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Date> {
  const made = async (): Promise<Date | undefined> => {
    const rows = await readRows(context, sources, features, signal);
    return rows.edited ? undefined : rows.made;
  };
  const before = await made();
  if (before) return before;
  const target = sources.tables[features];
  const isMade = async (): Promise<boolean> => (await made()) !== undefined;
  await makeTable(context, sources.resources, target, isMade, onProgress, signal);
  const after = await made();
  if (after) return after;
  throw new StageError(
    `${target.file.name} ran, but made no rows for each of ${context.event.capped.subsets.join(', ')}.`,
    'Check that the curated table has these data sets, and that the query still names the subset and the split.',
  );
}

async function bringModel(
  context: LabContext,
  sources: CappedSources,
  model: CappedModel,
  rowsMade: Date,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { publishedBucket } = sources.resources;
  const table = sources.tables[model.features];
  const job = await trainModel(context, model, table, rowsMade, publishedBucket, onProgress, signal);
  const isPredicted = async (): Promise<boolean> =>
    (await readScores(context, sources, model, job.name, signal)) !== undefined;
  if (await isPredicted()) return;
  await predictTests(context, model, job, table, publishedBucket, isPredicted, onProgress, signal);
}
