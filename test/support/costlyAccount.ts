import type { LabAccount } from '../../src/lab/account.ts';
import type { JobRun } from '../../src/lab/ports/jobs.ts';
import type { QueryExecution } from '../../src/lab/ports/queries.ts';
import { fakeAccount } from './fakeAccount.ts';
import type { SomePorts } from './fakeLab.ts';
import { fakeResources, resourceNames } from './fakeResources.ts';
import { trainingJob } from './fakeSagemaker.ts';

/** The time at which the account is looked at. */
export const now = new Date('2026-11-20T12:00:00Z');

export const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

const gib = 2 ** 30;
const scriptBucket = 'aws-glue-0123456789';

/** An account of an event on AWS in which something of every kind costs money, and things of others besides. */
export function costlyAccount(ports: SomePorts = {}): LabAccount {
  const account = fakeAccount({
    endpoints: { ...endpoints, ...ports.endpoints },
    notebooks: { ...notebooks, ...ports.notebooks },
    training: { ...training, ...ports.training },
    tuning: { ...tuning, ...ports.tuning },
    transforms: { ...transforms, ...ports.transforms },
    jobs: { ...jobs, ...ports.jobs },
    crawlers: { ...crawlers, ...ports.crawlers },
    streams: { ...fakeResources.ports.streams, ...ports.streams },
    queries: { ...queries, ...ports.queries },
    buckets: { ...buckets, ...ports.buckets },
    stacks: { ...stacks, ...ports.stacks },
    metrics: { lastInvocation: () => Promise.resolve(hoursAgo(1)), ...ports.metrics },
  });
  return { ...account, kind: 'aws' };
}

const endpoints: SomePorts['endpoints'] = {
  list: () =>
    Promise.resolve([
      { name: 'cmapss-endpoint', status: 'InService', created: hoursAgo(3) },
      { name: 'my-cmapss-endpoint', status: 'InService', created: hoursAgo(3) },
    ]),
  get: (name) =>
    Promise.resolve({
      ...{ name, status: 'InService' as const, failureReason: '', config: name },
      created: hoursAgo(3),
      modified: hoursAgo(2.9),
    }),
  config: (name) =>
    Promise.resolve({
      ...{ name, model: 'cmapss-model', variant: 'AllTraffic' },
      ...{ instanceType: 'ml.t2.medium', instances: 2 },
    }),
};

const notebooks: SomePorts['notebooks'] = {
  list: () =>
    Promise.resolve([
      { name: 'cmapss-notebook-runs', status: 'InService' },
      { name: 'cmapss-notebook-stopped', status: 'Stopped' },
      { name: 'of-others', status: 'InService' },
    ]),
  get: (name) =>
    Promise.resolve({
      ...{ name, instanceType: 'ml.t3.medium', role: '', volumeGiB: 20, created: hoursAgo(10) },
      ...(name.endsWith('runs')
        ? { status: 'InService' as const, modified: hoursAgo(2) }
        : { status: 'Stopped' as const, modified: hoursAgo(1) }),
    }),
};

const trainings = [
  trainingJob('cmapss-training-done', { started: hoursAgo(2), ended: hoursAgo(1), billableSeconds: 90 }),
  trainingJob('cmapss-training-runs', {
    ...{ status: 'InProgress', started: hoursAgo(0.5), ended: undefined, instances: 2 },
    billableSeconds: undefined,
  }),
  trainingJob('cmapss-tune-trial'),
  trainingJob('somebody-cmapss-else'),
];

const training: SomePorts['training'] = {
  list: () => Promise.resolve(trainings),
  get: (name) => Promise.resolve(trainings.find((job) => job.name === name) ?? trainingJob(name)),
};

const trial = {
  ...{ status: 'Completed' as const, failureReason: '', hyperparameters: {}, objective: 41 },
  created: hoursAgo(1),
};

const tuning: SomePorts['tuning'] = {
  list: () =>
    Promise.resolve([
      {
        ...{ name: 'cmapss-tune-a', status: 'InProgress' as const, created: hoursAgo(1), ended: undefined },
        counts: { completed: 1, inProgress: 1, stopped: 0, failed: 0 },
      },
    ]),
  get: (name) =>
    Promise.resolve({
      ...{ name, status: 'InProgress' as const, failureReason: '', strategy: 'Random', best: undefined },
      objective: { metric: 'validation:rmse', type: 'Minimize' as const },
      counts: { completed: 1, inProgress: 1, stopped: 0, failed: 0 },
      ...{ maxJobs: 3, maxParallelJobs: 2, created: hoursAgo(1), ended: undefined },
      ...{ instanceType: 'ml.m5.xlarge', instances: 1 },
    }),
  trials: () =>
    Promise.resolve([
      { ...trial, name: 'one', started: hoursAgo(1), ended: hoursAgo(0.75) },
      { ...trial, name: 'two', started: hoursAgo(0.5), ended: undefined },
      { ...trial, name: 'three', started: undefined, ended: undefined },
    ]),
};

const transforms: SomePorts['transforms'] = {
  list: () =>
    Promise.resolve([
      {
        ...{ name: 'cmapss-transform', status: 'Completed' as const, failureReason: '' },
        ...{ created: hoursAgo(2), ended: hoursAgo(1) },
      },
    ]),
  get: (name) =>
    Promise.resolve({
      ...{ name, status: 'Completed' as const, failureReason: '', model: '', input: '', output: '' },
      ...{ created: hoursAgo(2), started: hoursAgo(1.5), ended: hoursAgo(1) },
      ...{ instanceType: 'ml.p5.48xlarge', instances: 1 },
    }),
};

const run = (changes: Partial<JobRun>): JobRun => ({
  ...{ id: 'jr', state: 'SUCCEEDED', errorMessage: '', logGroup: '/aws-glue/jobs' },
  ...{ started: hoursAgo(2), completed: hoursAgo(1.9), executionSeconds: 0, capacity: 10 },
  dpuSeconds: undefined,
  ...changes,
});

const jobs: SomePorts['jobs'] = {
  list: () => Promise.resolve([resourceNames.job, 'of_others']),
  get: (name) =>
    Promise.resolve({
      ...{ name, scriptLocation: `s3://${scriptBucket}/cmapss/glue_job.py`, role: '' },
      ...{ maxConcurrentRuns: 1, bookmarks: true, glueVersion: '5.1' },
    }),
  history: () =>
    Promise.resolve([
      run({ executionSeconds: 12 }),
      run({ executionSeconds: 180, state: 'FAILED' }),
      run({ executionSeconds: 600, dpuSeconds: 3600 }),
      run({ executionSeconds: 0, state: 'FAILED' }),
      run({ started: hoursAgo(0.1), completed: undefined, state: 'RUNNING' }),
    ]),
};

const crawlers: SomePorts['crawlers'] = {
  list: () => Promise.resolve(['cmapss_curated_rul', 'cmapss_submissions', 'of_others']),
  crawls: (name) =>
    Promise.resolve(
      name === 'cmapss_submissions'
        ? [
            { state: 'COMPLETED', started: hoursAgo(3), ended: hoursAgo(2.99), dpuHours: undefined },
            { state: 'RUNNING', started: hoursAgo(0.5), ended: undefined, dpuHours: undefined },
          ]
        : [{ state: 'FAILED', started: hoursAgo(3), ended: hoursAgo(2.5), dpuHours: 0.8 }],
    ),
};

const query = (changes: Partial<QueryExecution>): QueryExecution => ({
  ...{ id: 'q', sql: '', state: 'SUCCEEDED', reason: '', scannedBytes: 1000, milliseconds: 1 },
  ...{ statementType: 'DML', substatementType: 'SELECT', submitted: hoursAgo(2) },
  output: `s3://${resourceNames.queryResultsBucket}/q.csv`,
  ...changes,
});

const queries: SomePorts['queries'] = {
  history: () =>
    Promise.resolve([
      query({}),
      query({ scannedBytes: 50e6 }),
      query({ statementType: 'DDL', substatementType: 'CREATE_TABLE_AS_SELECT', submitted: hoursAgo(4) }),
      query({ statementType: 'DDL', substatementType: 'DROP_TABLE', scannedBytes: 0 }),
      query({ state: 'FAILED' }),
      query({ output: 's3://of-others/q.csv' }),
    ]),
};

const line = `${'x'.repeat(99)}\n`;

const buckets: SomePorts['buckets'] = {
  list: () =>
    Promise.resolve(
      [...fakeResources.buckets, scriptBucket, 'aws-glue-of-others', 'of-others'].map((name) => ({
        name,
        created: hoursAgo(1000),
      })),
    ),
  region: () => Promise.resolve('us-east-1'),
  objects: async function* (bucket) {
    await Promise.resolve();
    if (bucket === resourceNames.submissionsBucket) {
      yield { key: 'streaming_submissions/2026/a', size: 60_000, lastModified: hoursAgo(3) };
      yield { key: 'streaming_submissions/2026/b', size: 40_000, lastModified: hoursAgo(2) };
    }
    if (bucket === resourceNames.curatedBucket) {
      yield { key: 'a', size: gib, lastModified: hoursAgo(10) };
      yield { key: 'b', size: gib, lastModified: hoursAgo(730) };
    }
  },
  read: () => Promise.resolve(Buffer.from(line.repeat(200) + line.slice(0, 30))),
};

const stacks: SomePorts['stacks'] = {
  get: (name) =>
    Promise.resolve({
      ...{ name, id: `arn:${name}`, status: 'CREATE_COMPLETE' as const, reason: '', outputs: {} },
      created: hoursAgo(7),
      isProtected: false,
      parameters: { EditorEnvironment: 'code-server', EditorInstanceType: 't3.medium' },
    }),
  resources: () => {
    const resource = { status: 'CREATE_COMPLETE', reason: '', updated: hoursAgo(6) };
    return Promise.resolve([
      {
        ...resource,
        ...{ logicalId: 'EditorInstance', physicalId: 'i-0123456789', type: 'AWS::EC2::Instance' },
      },
      { ...resource, logicalId: 'Budget', physicalId: 'cmapss-budget', type: 'AWS::Budgets::Budget' },
      { ...resource, logicalId: 'Vpc', physicalId: 'vpc-1', type: 'AWS::EC2::VPC' },
      {
        ...{ logicalId: 'Old', physicalId: 'i-old', type: 'AWS::EC2::Instance', reason: '' },
        ...{ status: 'DELETE_COMPLETE', updated: hoursAgo(6) },
      },
    ]);
  },
};
