/** What instances are used for, in the words of SageMaker's quotas. */
export type InstanceUse = 'training job' | 'transform job' | 'endpoint' | 'notebook instance';

/** How many instances of a type may be used at once for something. */
export interface InstanceQuota {
  readonly code: string;
  readonly instanceType: string;
  readonly use: InstanceUse;
  /** What AWS gives a new account. */
  readonly byDefault: number;
  /** What this account has. */
  readonly value: number;
}

type Row = readonly [instanceType: string, code: string, byDefault: number, value: number];

/**
 * Codes and defaults are AWS's, as lists of Service Quotas that people published show them; types that are not here have
 * quotas on AWS, too, and none in this account. Its own values are of the size that accounts in use have been given: on a
 * new one the defaults are zero for training, and every lab begins with asking for more.
 */
const rows: Readonly<Record<InstanceUse, readonly Row[]>> = {
  'training job': [
    ['ml.m4.xlarge', 'L-A373146E', 0, 20],
    ['ml.m5.large', 'L-611FA074', 0, 20],
    ['ml.m5.xlarge', 'L-CCE2AFA6', 0, 20],
    ['ml.m5.2xlarge', 'L-AD0A282D', 0, 20],
    ['ml.m5.4xlarge', 'L-AFB011B4', 0, 10],
    ['ml.c5.xlarge', 'L-E2BB44FE', 0, 20],
    ['ml.c5.2xlarge', 'L-49679826', 0, 20],
    ['ml.c5.4xlarge', 'L-E7898792', 0, 10],
    ['ml.g4dn.xlarge', 'L-3F53BF0F', 0, 0],
    ['ml.p3.2xlarge', 'L-D438008E', 0, 0],
    ['ml.p5.48xlarge', 'L-82E1C851', 0, 0],
  ],
  'transform job': [
    ['ml.m4.xlarge', 'L-DAB6AA41', 0, 20],
    ['ml.m5.large', 'L-236AE59F', 0, 20],
    ['ml.m5.xlarge', 'L-7939E4EC', 0, 20],
    ['ml.m5.2xlarge', 'L-F5689004', 0, 20],
    ['ml.c5.xlarge', 'L-09C9B23C', 0, 20],
    ['ml.c5.2xlarge', 'L-9215A13F', 0, 20],
    ['ml.g4dn.xlarge', 'L-4C5C5CA8', 0, 0],
  ],
  endpoint: [
    ['ml.t2.medium', 'L-29C181D7', 2, 20],
    ['ml.t2.large', 'L-1410387A', 0, 20],
    ['ml.t2.xlarge', 'L-B82FDF78', 0, 20],
    ['ml.m4.xlarge', 'L-97CF11BE', 0, 10],
    ['ml.m5.large', 'L-614B09FD', 0, 10],
    ['ml.m5.xlarge', 'L-2F737F8D', 0, 10],
    ['ml.m5.2xlarge', 'L-C88C8F13', 0, 10],
    ['ml.c5.large', 'L-4D27DFDD', 0, 10],
    ['ml.c5.xlarge', 'L-E9EE5599', 0, 10],
    ['ml.c5.2xlarge', 'L-E091038E', 0, 10],
    ['ml.g4dn.xlarge', 'L-B67CFA0C', 0, 0],
    ['ml.p5.48xlarge', 'L-16AF71F1', 0, 0],
  ],
  'notebook instance': [
    ['ml.t2.medium', 'L-7B2FD69B', 6, 6],
    ['ml.t2.large', 'L-94C3A7A1', 6, 6],
    ['ml.t3.medium', 'L-E17566B7', 6, 6],
    ['ml.t3.large', 'L-8E454C05', 6, 6],
    ['ml.t3.xlarge', 'L-E5884D25', 6, 6],
    ['ml.t3.2xlarge', 'L-FB715320', 6, 6],
    ['ml.m5.xlarge', 'L-76AB2C05', 1, 1],
    ['ml.p3.2xlarge', 'L-1F4A5AAB', 0, 0],
  ],
};

/** SageMaker's quotas on instances that the account has, by their names. */
export const instanceQuotas: ReadonlyMap<string, InstanceQuota> = new Map(
  Object.entries(rows).flatMap(([use, ofUse]) =>
    ofUse.map(([instanceType, code, byDefault, value]) => {
      const quota = { code, instanceType, use: use as InstanceUse, byDefault, value };
      return [quotaName(quota.use, instanceType), quota] as const;
    }),
  ),
);

/** A quota's name, as AWS has it: `ml.m5.large for training job usage`. */
export function quotaName(use: InstanceUse, instanceType: string): string {
  return `${instanceType} for ${use} usage`;
}
