import type { FailureKind } from './explain.ts';

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
