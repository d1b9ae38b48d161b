import type { FailureKind } from './explain.ts';
import { networkWords } from './words/network.ts';

/** Failures that only other credentials or another region mend. */
export const accountKinds: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'credentialsExpired',
  'credentialsExpiredByText',
  'profileMissing',
  'credentialsMissing',
  'credentialsInvalid',
  'regionNotEnabled',
  'regionWrong',
]);

/** Failures on the way to AWS or of AWS itself, which the same account may not meet the next time. */
export const networkKinds: ReadonlySet<FailureKind> = new Set(
  Object.keys(networkWords) as (keyof typeof networkWords)[],
);
