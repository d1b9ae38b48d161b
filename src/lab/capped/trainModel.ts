import { hyperparameterTexts } from '../event/hyperparameters.ts';
import { channelModeOf, xgboostImage } from '../event/xgboostImages.ts';
import { poll } from '../follow/poll.ts';
import { runOnce } from '../follow/runOnce.ts';
import type { TrainingJob, TrainingJobSummary } from '../ports/trainingJobs.ts';
import type { OnProgress } from '../progress.ts';
import { isOver, trainingJobRunState } from '../runState.ts';
import { trainingLogGroup, trainingOutputPrefix } from '../sagemaker/sagemakerNames.ts';
import { StageError, type LabContext } from '../stage.ts';
import { requireSagemakerRole } from '../survey/sagemakerRole.ts';
import {
  cappedHyperparameters,
  cappedPrefix,
  modelPrefix,
  modelText,
  newCappedJobName,
  type CappedModel,
} from './cappedModels.ts';
import { rowsFolder, type CappedTable } from './cappedTable.ts';

/** Seconds between two looks at a training job. */
const lookEvery = 10;

/** All training jobs of capped models, the newest first. */
export function cappedJobs({ account }: LabContext, signal?: AbortSignal): Promise<TrainingJobSummary[]> {
  return account.ports.training.list(cappedPrefix, signal);
}

/** The newest of a model's training jobs that was started on the rows there are now. */
export function currentJob(
  jobs: readonly TrainingJobSummary[],
  model: CappedModel,
  rowsMade: Date,
  status: 'Completed' | 'InProgress',
): TrainingJobSummary | undefined {
  const prefix = modelPrefix(model);
  return jobs.find(
    (job) => job.name.startsWith(prefix) && job.status === status && job.created && job.created >= rowsMade,
  );
}

/** Trains a model on the rows of its table, or follows the job that does so already. Answers with the completed job. */
export async function trainModel(
  context: LabContext,
  model: CappedModel,
  { bucket, prefix }: CappedTable,
  rowsMade: Date,
  claimBucket: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<TrainingJob> {
  const { account, event } = context;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  const jobOf = async (status: 'Completed' | 'InProgress'): Promise<string | undefined> =>
    currentJob(await cappedJobs(context, signal), model, rowsMade, status)?.name;
  const follow = (name: string): Promise<void> => followJob(context, name, onProgress, signal);
  if ((await jobOf('Completed')) === undefined) {
    const { imageVersion, instanceType } = event.training;
    const { inputMode, compression } = channelModeOf(imageVersion);
    await runOnce(
      account,
      {
        claim: { bucket: claimBucket, key: `cmapss-starting/${modelPrefix(model)}training` },
        underWay: () => jobOf('InProgress'),
        isDone: async () => (await jobOf('Completed')) !== undefined,
        begin: async () => {
          const name = newCappedJobName(model, new Date());
          await account.ports.training.start({
            name,
            role: await requireSagemakerRole(account, event, signal),
            image: xgboostImage(imageVersion, account.region),
            inputMode,
            // Every engine of the training file: the test file's engines are who judges.
            channels: [
              {
                name: 'train',
                uri: `s3://${bucket}/${prefix}${rowsFolder(model.subset, 'train')}`,
                compression,
              },
            ],
            output: `s3://${bucket}/${trainingOutputPrefix}`,
            instanceType,
            volumeGiB: 5,
            maxRuntimeSeconds: 3600,
            hyperparameters: hyperparameterTexts(cappedHyperparameters),
          });
          step(`Started the training job ${name}`);
          return name;
        },
        finish: follow,
        follow: (name) => {
          step(`The training job ${name} is under way; following it`);
          return follow(name);
        },
      },
      signal,
    );
  }
  const name = await jobOf('Completed');
  if (name !== undefined) return account.ports.training.get(name, signal);
  throw new StageError(
    `No training job of ${modelText(model)} has completed on the rows that are there now.`,
    'Train the capped models again.',
  );
}

async function followJob(
  { account }: LabContext,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  let shown = '';
  const { status, failureReason } = await poll(
    account,
    lookEvery,
    signal,
    async () => {
      const now = await account.ports.training.get(name, signal);
      if (now.secondaryStatus !== shown) {
        onProgress({ kind: 'step', text: `The training job ${name} is ${now.secondaryStatus}` });
      }
      shown = now.secondaryStatus;
      return now;
    },
    (job) => isOver(trainingJobRunState[job.status]),
  );
  if (trainingJobRunState[status] === 'done') return;
  throw new StageError(
    `The training job ${name} ended ${status}${failureReason ? `: ${failureReason}` : ''}.`,
    `Read its log (${trainingLogGroup}, streams ${name}/…), then train again.`,
  );
}
