import type { TrainingJob } from '../ports/trainingJobs.ts';
import type { LabContext } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';
import { readSplitTable } from '../tables/splitTable.ts';
import { newestTrainingJob } from './labTrainingJobs.ts';
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
