import type { Ports } from '../../src/lab/account.ts';

/** Names as an event's account has them. */
export const resourceNames = {
  submissionsBucket: 'datalake-submissions-123456789012-us-east-1-abc1234',
  curatedBucket: 'datalake-curated-datasets-123456789012-us-east-1-abc1234',
  publishedBucket: 'datalake-published-data-123456789012-us-east-1-abc1234',
  queryResultsBucket: 'datalake-athena-query-results-123456789012-us-east-1-abc1234',
  deliveryStream: 'streaming_submissions-abc1234',
  job: 'calc_rul',
} as const;

const buckets = [
  resourceNames.submissionsBucket,
  resourceNames.curatedBucket,
  resourceNames.publishedBucket,
  resourceNames.queryResultsBucket,
];

/** Ports of an account that holds what the lab needs, as far as listing it goes. */
export const fakeResources = {
  buckets,
  ports: {
    buckets: {
      list: () => Promise.resolve(buckets.map((name) => ({ name, created: undefined }))),
      region: () => Promise.resolve('us-east-1'),
    },
    stacks: { get: () => Promise.resolve(undefined) },
    streams: {
      list: () => Promise.resolve([resourceNames.deliveryStream]),
      describe: (name: string) =>
        Promise.resolve({
          name,
          status: 'ACTIVE' as const,
          bucket: resourceNames.submissionsBucket,
          prefix: 'streaming_submissions/',
          bufferSeconds: 60,
          bufferMiB: 5,
          compression: 'UNCOMPRESSED',
          role: 'arn:aws:iam::123456789012:role/firehose',
        }),
    },
    catalog: {
      databases: () => Promise.resolve(['datalake_curated_datasets', 'datalake_submissions', 'default']),
    },
    crawlers: { list: () => Promise.resolve(['cmapss_curated_rul', 'cmapss_submissions']) },
    jobs: { list: () => Promise.resolve([resourceNames.job]) },
  },
} satisfies { buckets: string[]; ports: Partial<{ [Name in keyof Ports]: Partial<Ports[Name]> }> };
