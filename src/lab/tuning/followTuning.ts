import { poll } from '../follow/poll.ts';
import type { TuningTrial } from '../ports/tuningJobs.ts';
import type { OnProgress } from '../progress.ts';
import { decimal } from '../report/format.ts';
import { trainingLogGroup } from '../sagemaker/sagemakerNames.ts';
import { StageError, type LabContext } from '../stage.ts';
import { tuningRanges } from './tuningJobs.ts';

/** Seconds between two looks at a tuning job. */
const lookEvery = 10;

/** Follows a tuning job to its end: a line for each trial that ends, and how many have. @throws StageError when it does not complete. */
export async function followTuning(
  { account }: LabContext,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { tuning } = account.ports;
  const told = new Set<string>();
  const job = await poll(
    account,
    lookEvery,
    signal,
    async () => {
      const [now, trials] = await Promise.all([tuning.get(name, signal), tuning.trials(name, signal)]);
      for (const [index, trial] of trials.entries()) {
        if (!trial.ended || told.has(trial.name)) continue;
        told.add(trial.name);
        onProgress({ kind: 'step', text: `Trial ${index + 1}: ${trialText(trial)}` });
      }
      const best = now.best?.objective;
      onProgress({
        kind: 'count',
        text: best === undefined ? 'Trials' : `Trials (best validation RMSE ${decimal(best)})`,
        done: told.size,
        total: now.maxJobs,
      });
      return now;
    },
    ({ status }) => status !== 'InProgress' && status !== 'Stopping',
  );
  if (job.status === 'Completed') return;
  throw new StageError(
    `The tuning job ${name} ended ${job.status}${job.failureReason ? `: ${job.failureReason}` : ''}.`,
    `Read the logs of its training jobs (${trainingLogGroup}, streams ${name}-…), then tune again.`,
  );
}

function trialText({ status, objective, failureReason, hyperparameters }: TuningTrial): string {
  const result = objective === undefined ? `${status} ${failureReason}`.trim() : `RMSE ${decimal(objective)}`;
  const chosen = tuningRanges.map((range) => {
    const value = hyperparameters[range.name] ?? '?';
    return `${range.name} ${range.kind === 'integer' ? value : Number(value).toPrecision(3)}`;
  });
  return `${result} with ${chosen.join(', ')}`;
}
