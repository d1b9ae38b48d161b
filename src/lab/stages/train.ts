import { createLogFollower } from '../follow/logFollower.ts';
import { poll } from '../follow/poll.ts';
import { runOnce, type SingleWork } from '../follow/runOnce.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import type { OnProgress } from '../progress.ts';
import { isOver, trainingJobRunState } from '../runState.ts';
import { readBoostingRound } from '../sagemaker/boostingRound.ts';
import { newestTrainingJob } from '../sagemaker/labTrainingJobs.ts';
import { newTrainingJobName, trainingLogGroup } from '../sagemaker/sagemakerNames.ts';
import { readSplitRows } from '../sagemaker/splitRows.ts';
import { splitTraining } from '../sagemaker/splitTraining.ts';
import { notDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { claimOf } from '../survey/claimOf.ts';

/** Seconds between two looks at a training job. */
const lookEvery = 10;

/** Trains SageMaker's built-in XGBoost on the two sides of the split. */
export const train: Stage<'train'> = {
  id: 'train',
  title: 'Train Model',
  needs: ['split'],
  check: async (context, signal) => {
    const { account } = context;
    const { files } = await readSplitRows(context, signal);
    const job = await newestTrainingJob(account, 'Completed', files.newest, signal);
    if (!job) {
      const older = await newestTrainingJob(account, 'Completed', new Date(0), signal);
      return notDone(
        older
          ? `The training job ${older.name} is older than the rows of the split.`
          : 'No training job of the lab has completed yet.',
        'Train the model.',
      );
    }
    const validationRmse = job.metrics['validation:rmse'];
    if (validationRmse === undefined) {
      return notDone(`The training job ${job.name} reports no validation:rmse.`, 'Train the model again.');
    }
    return {
      done: true,
      facts: {
        trainingJob: job.name,
        trainRmse: job.metrics['train:rmse'] ?? NaN,
        validationRmse,
      },
    };
  },
  run: async (context, onProgress, signal) => {
    const { account, event } = context;
    const { resources, target, files } = await readSplitRows(context, signal);
    const follow = (name: string): Promise<void> => followTraining(context, name, onProgress, signal);
    const work: SingleWork = {
      claim: claimOf('train', resources),
      underWay: async () => (await newestTrainingJob(account, 'InProgress', files.newest, signal))?.name,
      isDone: async () => (await train.check(context, signal)).done,
      begin: async () => {
        const name = newTrainingJobName(new Date());
        const training = await splitTraining(context, target, event.training.hyperparameters, signal);
        await account.ports.training.start({ name, ...training });
        onProgress({ kind: 'step', text: `Started the training job ${name}` });
        return name;
      },
      finish: follow,
      follow: (name) => {
        onProgress({ kind: 'step', text: `The training job ${name} is under way; following it` });
        return follow(name);
      },
    };
    await runOnce(account, work, signal);
  },
};

async function followTraining(
  { account, event }: LabContext,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const rounds = event.training.hyperparameters.num_round;
  const onLog: OnProgress = (progress) => {
    const round = progress.kind === 'log' && readBoostingRound(progress.line);
    if (!round) {
      onProgress(progress);
      return;
    }
    onProgress({
      kind: 'count',
      text: `Boosting rounds (validation RMSE ${round.validation.toFixed(2)})`,
      done: round.round + 1,
      total: rounds,
    });
  };
  let shown = '';
  let follow: ((signal: AbortSignal) => Promise<void>) | undefined;
  const job = await poll(
    account,
    lookEvery,
    signal,
    async () => {
      const now = await account.ports.training.get(name, signal);
      if (now.secondaryStatus !== shown) {
        onProgress({ kind: 'step', text: `The training job ${name} is ${now.secondaryStatus}` });
      }
      shown = now.secondaryStatus;
      const [stream] = follow ? [] : await account.ports.logs.streams(trainingLogGroup, `${name}/`, signal);
      if (stream !== undefined) follow = createLogFollower(account, trainingLogGroup, stream, onLog);
      await follow?.(signal);
      return now;
    },
    ({ status }) => isOver(trainingJobRunState[status]),
  );
  requireCompleted(job);
}

function requireCompleted({ name, status, failureReason }: TrainingJob): void {
  if (trainingJobRunState[status] === 'done') return;
  throw new StageError(
    `The training job ${name} ended ${status}${failureReason ? `: ${failureReason}` : ''}.`,
    `Read its log (${trainingLogGroup}, streams ${name}/…), then train again.`,
  );
}
