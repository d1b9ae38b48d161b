import type { LabContext } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import { readSplitTable, type SplitTable } from '../tables/splitTable.ts';
import { findTrainingFiles, type TrainingFiles } from './trainingFiles.ts';

/** The rows that are trained on: where they are, and since when. */
export interface SplitRows {
  readonly resources: Resources;
  readonly target: SplitTable;
  readonly files: TrainingFiles;
}

/** Looks at the rows that the split has now. */
export async function readSplitRows(context: LabContext, signal?: AbortSignal): Promise<SplitRows> {
  const resources = await requireResources(context.account, context.event, signal);
  const target = await readSplitTable(context, resources, signal);
  return { resources, target, files: await findTrainingFiles(context.account, target, signal) };
}
