import type { TrainingJob } from '../ports/trainingJobs.ts';
import type { LabContext } from '../stage.ts';
import { newestTrainingJob } from './labTrainingJobs.ts';
import { readSplitRows } from './splitRows.ts';

/** The newest training job that completed on the rows that the split has now. */
export async function currentTrainingJob(
  context: LabContext,
  signal?: AbortSignal,
): Promise<TrainingJob | undefined> {
  const { files } = await readSplitRows(context, signal);
  return newestTrainingJob(context.account, 'Completed', files.newest, signal);
}
