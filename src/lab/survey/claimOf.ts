import type { StageId } from '../facts.ts';
import type { Claim } from '../s3/withClaim.ts';
import type { Resources } from './resources.ts';

/** Stands for the right to begin a stage's work; in a bucket that no crawler and no job reads as a whole. */
export function claimOf(id: StageId, { publishedBucket }: Resources): Claim {
  return { bucket: publishedBucket, key: `cmapss-starting/${id}` };
}
