import type { LabAccount } from '../account.ts';
import type { TuningJob, TuningTrial } from '../ports/tuningJobs.ts';
import { tuningPrefix } from '../tuning/tuningJobs.ts';

/** A tuning job with its trials. */
export interface TuningRun {
  readonly job: TuningJob;
  /** The first one first. */
  readonly trials: readonly TuningTrial[];
  /** Whether the rows of the split were written anew since it was started: its errors are of other rows. */
  readonly isOlder: boolean;
}

/** A trial whose error is known. */
export interface FinishedTrial {
  readonly trial: TuningTrial;
  /** On the validation rows, in cycles. */
  readonly rmse: number;
  /** Its place among the trials of its tuning job, from 1. */
  readonly number: number;
  readonly strategy: string;
}

/** Tuning jobs that are looked into for the newest of each strategy: each costs a request. */
const lookedInto = 10;

/**
 * The newest tuning job of each strategy, in the order of the strategies' names. One that has come to an end without any
 * error to tell stands only where no other one of its strategy tells more.
 * @param since when the rows of the split were written; undefined where that is not known.
 */
export async function readTuningRuns(
  { ports }: LabAccount,
  since: Date | undefined,
  signal: AbortSignal,
): Promise<TuningRun[]> {
  const jobs = (await ports.tuning.list(tuningPrefix, signal)).filter(({ name }) =>
    name.startsWith(tuningPrefix),
  );
  const found = new Map<string, TuningRun>();
  const isSettled = (strategy: string): boolean => {
    const run = found.get(strategy);
    return run !== undefined && (isTuning(run) || finishedTrials(run).length > 0);
  };
  for (const { name } of jobs.slice(0, lookedInto)) {
    const job = await ports.tuning.get(name, signal);
    if (isSettled(job.strategy)) continue;
    const isOlder = since !== undefined && !(job.created && job.created >= since);
    const run = { job, trials: await ports.tuning.trials(name, signal), isOlder };
    if (!found.has(job.strategy) || isTuning(run) || finishedTrials(run).length) found.set(job.strategy, run);
    if ([...found.keys()].filter(isSettled).length === 2) break;
  }
  return [...found.values()].sort((one, other) => one.job.strategy.localeCompare(other.job.strategy));
}

/** Whether it may have another trial later. */
export function isTuning({ job: { status } }: TuningRun): boolean {
  return status === 'InProgress' || status === 'Stopping';
}

/** The trials of a tuning job whose errors are known. */
export function finishedTrials({ job: { strategy }, trials }: TuningRun): FinishedTrial[] {
  return trials.flatMap((trial, index) =>
    trial.objective === undefined ? [] : [{ trial, rmse: trial.objective, number: index + 1, strategy }],
  );
}

/** The trial with the least error, of at least one. */
export function bestOf(finished: readonly FinishedTrial[]): FinishedTrial {
  return finished.reduce((best, trial) => (trial.rmse < best.rmse ? trial : best));
}
