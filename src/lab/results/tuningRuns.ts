import type { LabAccount } from '../account.ts';
import type { TuningJob, TuningTrial } from '../ports/tuningJobs.ts';
import { tuningPrefix } from '../tuning/tuningJobs.ts';

/** A tuning job with its trials. */
export interface TuningRun {
  readonly job: TuningJob;
  /** The first one first. */
  readonly trials: readonly TuningTrial[];
}

/** Tuning jobs that are looked into for the newest of each strategy: each costs a request. */
const lookedInto = 10;

/** The newest tuning job of each strategy, in the order of the strategies' names; those that have no trial left out. */
export async function readTuningRuns({ ports }: LabAccount, signal: AbortSignal): Promise<TuningRun[]> {
  const jobs = (await ports.tuning.list(tuningPrefix, signal)).filter(({ name }) =>
    name.startsWith(tuningPrefix),
  );
  const newest = new Map<string, TuningRun>();
  for (const { name } of jobs.slice(0, lookedInto)) {
    const job = await ports.tuning.get(name, signal);
    if (newest.has(job.strategy)) continue;
    const trials = await ports.tuning.trials(name, signal);
    if (trials.length) newest.set(job.strategy, { job, trials });
    if (newest.size === 2) break;
  }
  return [...newest.values()].sort((one, other) => one.job.strategy.localeCompare(other.job.strategy));
}

/** Whether it may have another trial later. */
export function isTuning({ job: { status } }: TuningRun): boolean {
  return status === 'InProgress' || status === 'Stopping';
}
