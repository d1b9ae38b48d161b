import { randomBytes } from 'node:crypto';
import { channelModeOf } from '../event/xgboostImages.ts';
import { poll } from '../follow/poll.ts';
import { runOnce } from '../follow/runOnce.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import type { TransformJobSummary } from '../ports/transformJobs.ts';
import type { OnProgress } from '../progress.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { StageError, type LabContext } from '../stage.ts';
import { requireSagemakerRole } from '../survey/sagemakerRole.ts';
import { modelText, predictionsFolder, type CappedModel } from './cappedModels.ts';
import { rowsFolder, type CappedTable } from './cappedTable.ts';

/** Seconds between two looks at a transform job. */
const lookEvery = 10;

/**
 * Has a batch transform job predict a model's test rows, or follows the one that does so already: no endpoint is needed
 * for answers that nobody waits for.
 * @param isDone whether the predictions of all rows are there.
 */
export async function predictTests(
  { account, event }: LabContext,
  model: CappedModel,
  job: TrainingJob,
  { bucket, prefix }: CappedTable,
  published: string,
  isDone: () => Promise<boolean>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { transforms, endpoints } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  const output = predictionsFolder(job.name);
  const follow = async (name: string): Promise<void> => {
    step(`The transform job ${name} predicts the test engines of ${modelText(model)}`);
    const { status, failureReason } = await poll(
      account,
      lookEvery,
      signal,
      () => transforms.get(name, signal),
      (now) => !isRunning(now),
    );
    if (status === 'Completed') return;
    throw new StageError(
      `The transform job ${name} ended ${status}${failureReason ? `: ${failureReason}` : ''}.`,
      'Train the capped models again: what is there already is kept.',
    );
  };
  await runOnce(
    account,
    {
      claim: { bucket: published, key: `cmapss-starting/${job.name}-transform` },
      underWay: async () => (await transforms.list(job.name, signal)).find(isRunning)?.name,
      isDone,
      begin: async () => {
        await removeObjects(account, published, output, signal);
        if (!(await endpoints.model(job.name, signal))) {
          const role = await requireSagemakerRole(account, event, signal);
          await endpoints.createModel({ name: job.name, image: job.image, modelData: job.modelData, role });
        }
        // The names of transform jobs cannot be used again, whatever became of the first.
        const name = `${job.name}-${randomBytes(3).toString('hex')}`;
        await transforms.start({
          name,
          model: job.name,
          input: `s3://${bucket}/${prefix}${rowsFolder(model.subset, 'test')}`,
          contentType: 'text/csv',
          compression: channelModeOf(event.training.imageVersion).compression,
          splitType: 'Line',
          output: `s3://${published}/${output}`,
          assembleWith: 'Line',
          // The first column says which row it is: the model does not get it, and it stands before the prediction.
          inputFilter: '$[1:]',
          joinSource: 'Input',
          outputFilter: '$[0,-1]',
          instanceType: event.training.instanceType,
        });
        return name;
      },
      finish: follow,
      follow,
    },
    signal,
  );
}

function isRunning({ status }: Pick<TransformJobSummary, 'status'>): boolean {
  return status === 'InProgress' || status === 'Stopping';
}
