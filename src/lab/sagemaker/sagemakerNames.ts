import { randomBytes } from 'node:crypto';

/** What the names of everything begin with that the lab makes in SageMaker: it finds its own work by it. */
export const labPrefix = 'cmapss-';

/** Where in the published bucket training jobs write. The word lets SageMaker's own managed policy write there. */
export const trainingOutputPrefix = 'sagemaker/training/';

/** The log group of every training job. */
export const trainingLogGroup = '/aws/sagemaker/TrainingJobs';

/** Where in the published bucket predictions are kept, a folder for each training job. */
export const predictionsPrefix = 'predictions/';

/** A new name: `cmapss-20250131-1405-7f3a9c`, the time in UTC. Its model and endpoint have the same. */
export function newTrainingJobName(now: Date): string {
  return timedName(labPrefix, now);
}

/** `prefix`, the time in UTC, and what tells two names of one minute apart: 20 characters after the prefix. */
export function timedName(prefix: string, now: Date): string {
  const time = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 13).replace('T', '-');
  return `${prefix}${time}-${randomBytes(3).toString('hex')}`;
}

/** Whether a training job's name is one of `newTrainingJobName`. */
export function isTrainingJobName(name: string): boolean {
  return /^cmapss-\d{8}-\d{4}-[0-9a-f]{6}$/.test(name);
}
