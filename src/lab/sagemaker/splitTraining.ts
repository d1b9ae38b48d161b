import { hyperparameterTexts, type Hyperparameters } from '../event/hyperparameters.ts';
import { channelModeOf, xgboostImage } from '../event/xgboostImages.ts';
import type { TrainingJobRequest } from '../ports/trainingJobs.ts';
import type { LabContext } from '../stage.ts';
import { requireSagemakerRole } from '../survey/sagemakerRole.ts';
import type { SplitTable } from '../tables/splitTable.ts';
import { trainingOutputPrefix } from './sagemakerNames.ts';

/** Training on the two sides of the split, with these hyperparameters, as the event wants it; all but the name. */
export async function splitTraining(
  { account, event }: LabContext,
  { bucket, prefix }: SplitTable,
  hyperparameters: Partial<Hyperparameters>,
  signal: AbortSignal,
): Promise<Omit<TrainingJobRequest, 'name'>> {
  const { imageVersion, instanceType } = event.training;
  const { inputMode, compression } = channelModeOf(imageVersion);
  return {
    role: await requireSagemakerRole(account, event, signal),
    image: xgboostImage(imageVersion, account.region),
    inputMode,
    // A whole side is one channel, whatever hours its lines were published in.
    channels: (['train', 'validation'] as const).map((side) => ({
      name: side,
      uri: `s3://${bucket}/${prefix}split=${side}/`,
      compression,
    })),
    output: `s3://${bucket}/${trainingOutputPrefix}`,
    instanceType,
    volumeGiB: 5,
    maxRuntimeSeconds: 3600,
    hyperparameters: hyperparameterTexts(hyperparameters),
  };
}
