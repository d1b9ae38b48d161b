import { registryAccounts } from '../event/xgboostImages.ts';
import type { Found } from './resources.ts';

/** Kinds that are of one region; buckets are listed from every region. */
const regional = ['deliveryStream', 'submissionsCrawler', 'curatedCrawler', 'job'] as const;
const buckets = ['submissionsBucket', 'curatedBucket', 'publishedBucket', 'queryResultsBucket'] as const;

/**
 * Where the lab's resources are, as far as a look into `region` shows: `here`, the other region that the names of the
 * lab's buckets tell, or undefined when there is no sign of the lab.
 */
export function regionSeen({ names }: Found, region: string): 'here' | (string & {}) | undefined {
  if (regional.some((kind) => names[kind].length)) return 'here';
  const others = Object.keys(registryAccounts).filter((other) => other !== region);
  const found = buckets.flatMap((kind) => names[kind]);
  return others.find((other) => found.some((name) => name.includes(other)));
}
