import type { LabEvent } from '../event.ts';
import { matchesPattern } from '../event/patterns.ts';

/** What a bucket of the lab is for. */
export type BucketRole = 'submissions' | 'curated' | 'published' | 'queryResults' | 'script';

/** The roles in the order in which the lab fills them, and the pattern that each is found by. */
const roles = {
  submissions: 'submissionsBucket',
  script: 'scriptBucket',
  curated: 'curatedBucket',
  queryResults: 'queryResultsBucket',
  published: 'publishedBucket',
} as const satisfies Record<BucketRole, keyof LabEvent['patterns']>;

/** The buckets of one role; none when it is missing. */
export interface LabBuckets {
  readonly role: BucketRole;
  readonly names: readonly string[];
  /** How they are called: patterns in which `*` stands for any characters. */
  readonly patterns: readonly string[];
}

/** Which of these buckets are the lab's, by role. */
export function labBuckets(event: LabEvent, names: readonly string[]): LabBuckets[] {
  return (Object.keys(roles) as BucketRole[]).map((role) => {
    const patterns = event.patterns[roles[role]];
    return { role, patterns, names: names.filter((name) => matchesPattern(patterns, name)) };
  });
}
