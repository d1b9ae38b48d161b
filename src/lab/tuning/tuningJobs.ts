import type { LabAccount } from '../account.ts';
import type { TuningJobSummary, TuningRange } from '../ports/tuningJobs.ts';
import { labPrefix, timedName } from '../sagemaker/sagemakerNames.ts';

/** What the names of the lab's tuning jobs begin with, and so those of their training jobs. */
export const tuningPrefix = `${labPrefix}tune-`;

/** A new name: `cmapss-tune-20250131-1405-7f3a9c`, as long as SageMaker lets it be. */
export function newTuningJobName(now: Date): string {
  return timedName(tuningPrefix, now);
}

/**
 * What is tuned, and how far: trees that are too deep or too many learn the engines by heart, small steps need more of
 * them (the fewest and smallest together still get nearly to the end), and each tree may see a part of the rows only.
 * Leaves need some rows, as neighbouring cycles are much alike.
 */
export const tuningRanges = [
  { kind: 'continuous', name: 'eta', min: 0.05, max: 0.5, scale: 'Logarithmic' },
  { kind: 'integer', name: 'max_depth', min: 2, max: 10 },
  { kind: 'integer', name: 'num_round', min: 50, max: 200 },
  { kind: 'continuous', name: 'min_child_weight', min: 1, max: 100, scale: 'Logarithmic' },
  { kind: 'continuous', name: 'subsample', min: 0.3, max: 1 },
] as const satisfies readonly TuningRange[];

/** The newest tuning job of the lab with this status that was started after `since`. */
export async function newestTuningJob(
  { ports }: LabAccount,
  status: 'Completed' | 'InProgress',
  since: Date,
  signal?: AbortSignal,
): Promise<TuningJobSummary | undefined> {
  const jobs = await ports.tuning.list(tuningPrefix, signal);
  return jobs.find(
    (job) =>
      job.name.startsWith(tuningPrefix) && job.status === status && job.created && job.created >= since,
  );
}
