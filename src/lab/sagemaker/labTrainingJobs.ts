import type { LabAccount } from '../account.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import { isTrainingJobName, labPrefix } from './sagemakerNames.ts';

/**
 * The newest training job of the lab's model with this status that was started after `since`: none of a tuning job, none
 * of a capped model.
 */
export async function newestTrainingJob(
  { ports }: LabAccount,
  status: 'Completed' | 'InProgress',
  since: Date,
  signal?: AbortSignal,
): Promise<TrainingJob | undefined> {
  const jobs = await ports.training.list(labPrefix, signal);
  const found = jobs.find(
    (job) => isTrainingJobName(job.name) && job.status === status && job.created && job.created >= since,
  );
  return found && ports.training.get(found.name, signal);
}
