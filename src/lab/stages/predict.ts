import { askEndpoint } from '../predict/askEndpoint.ts';
import { scorePredictions, type PredictedRows } from '../predict/scorePredictions.ts';
import { readPredictions, storePredictions } from '../predict/storedPredictions.ts';
import { readTestRows } from '../predict/testRows.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { currentTrainingJob } from '../sagemaker/currentModel.ts';
import { endpointOf } from '../sagemaker/labEndpoint.ts';
import { predictionsPrefix } from '../sagemaker/sagemakerNames.ts';
import { notDone, StageError, type Stage } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';

/** Asks the endpoint how long the engines of the test files, which have not failed yet, will run; keeps the answers. */
export const predict: Stage<'predict'> = {
  id: 'predict',
  title: 'Predict Remaining Life',
  needs: ['deploy'],
  // Predictions stay when the endpoint is gone.
  checkedAfter: ['train'],
  check: async (context, signal) => {
    const { account, data } = context;
    const { publishedBucket } = await requireResources(account, context.event, signal);
    if (!data.test.length) return noTestFiles(data.folder);
    const job = await currentTrainingJob(context, signal);
    if (!job) return notDone('There is no trained model to predict with yet.', 'Train the model first.');
    const files: PredictedRows[] = [];
    for (const set of data.test) {
      const rows = await readTestRows(set, signal);
      const predicted = await readPredictions(account, publishedBucket, job.name, rows, signal);
      if (!predicted) {
        return notDone(
          `There are no predictions of the model of ${job.name} for each of the ${rows.units.length} rows of ${set.test.name} yet.`,
          'Predict: the rows are sent to the endpoint.',
        );
      }
      files.push({ rows, predicted });
    }
    return { done: true, facts: scorePredictions(files) };
  },
  run: async (context, onProgress, signal) => {
    const { account, data } = context;
    const { publishedBucket } = await requireResources(account, context.event, signal);
    const job = await currentTrainingJob(context, signal);
    const endpoint = job && (await endpointOf(account, job.modelData, signal));
    if (!job || endpoint?.status !== 'InService') {
      throw new StageError('No endpoint serves the newest model.', 'Deploy the model first.');
    }
    for (const set of data.test) {
      const rows = await readTestRows(set, signal);
      // A run that broke off may have answers of whole files.
      if (await readPredictions(account, publishedBucket, job.name, rows, signal)) continue;
      const predicted = await askEndpoint(
        account,
        endpoint.name,
        rows.features,
        (done) =>
          onProgress({
            kind: 'count',
            text: `Rows of ${set.test.name} answered`,
            done,
            total: rows.features.length,
          }),
        signal,
      );
      await storePredictions(account, publishedBucket, job.name, rows, predicted);
    }
  },
  reset: async ({ account, event }, onProgress, signal) => {
    const { publishedBucket } = await requireResources(account, event, signal);
    onProgress({ kind: 'step', text: `Deleting s3://${publishedBucket}/${predictionsPrefix}` });
    await removeObjects(account, publishedBucket, predictionsPrefix, signal);
  },
};

function noTestFiles(folder: string) {
  return notDone(
    `There is no test file (test_FD001.txt …) with its RUL file (RUL_FD001.txt …) in ${folder}.`,
    'Put test and RUL files beside the training files, then predict.',
  );
}
