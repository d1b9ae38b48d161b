import type { LabAccount } from '../account.ts';
import type { SplitTable } from '../tables/splitTable.ts';

/** The files of the split: how many each side has, and when the last was written. */
export interface TrainingFiles {
  readonly train: number;
  readonly validation: number;
  readonly newest: Date;
}

/** Looks at the files that the split has written. */
export async function findTrainingFiles(
  { ports }: LabAccount,
  { bucket, prefix }: SplitTable,
  signal?: AbortSignal,
): Promise<TrainingFiles> {
  const counts = { train: 0, validation: 0 };
  let newest = new Date(0);
  for (const side of ['train', 'validation'] as const) {
    for await (const object of ports.buckets.objects(bucket, `${prefix}split=${side}/`, signal)) {
      counts[side] += 1;
      if (object.lastModified > newest) newest = object.lastModified;
    }
  }
  return { ...counts, newest };
}
