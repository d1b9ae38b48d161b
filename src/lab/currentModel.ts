import { newestTrainingJob } from './labTrainingJobs.ts';
import type { TrainingJob } from './ports/trainingJobs.ts';
import { requireResources } from './resources.ts';
import { readSplitTable } from './splitTable.ts';
import type { LabContext } from './stage.ts';
import { findTrainingFiles } from './trainingFiles.ts';

/** The newest training job that completed on the rows that the split has now. */
export async function currentTrainingJob(
  context: LabContext,
  signal?: AbortSignal,
): Promise<TrainingJob | undefined> {
  const { account, event } = context;
  const target = await readSplitTable(context, await requireResources(account, event, signal), signal);
  const files = await findTrainingFiles(account, target, signal);
  return newestTrainingJob(account, 'Completed', files.newest, signal);
}
