import { planTeardown, type TeardownPlan } from '../../src/lab/infra/teardown/planTeardown.ts';
import { tearDown } from '../../src/lab/infra/teardown/tearDown.ts';
import type { Table } from '../../src/lab/ports/catalog.ts';
import type { Crawler } from '../../src/lab/ports/crawlers.ts';
import type { JobRun } from '../../src/lab/ports/jobs.ts';
import type { Permissions } from '../../src/lab/ports/permissions.ts';
import { fakeAccount, fakeBuckets, type FakeObjects } from './fakeAccount.ts';
import { tableOf } from './fakeLab.ts';
import { fakeStacks, type FakeResource } from './fakeStacks.ts';

/** Buckets of the fake: the stack's, one that is called alike, and those that labs of this and another region made for scripts. */
export const names = {
  own: 'datalake-submissions-123456789012-us-east-1-1a2b',
  alike: 'datalake-submissions-of-somebody-else',
  script: 'aws-glue-0123456789',
  faraway: 'aws-glue-abcdefabcd',
} as const;
const { own, alike, script, faraway } = names;
const never = new AbortController().signal;

/** An account over fakes with the lab's stack, work of the lab's, and things of others that are called alike. */
export function fakeDeployment(
  change: {
    tables?: readonly Table[];
    stuck?: string | undefined;
    /** IAM's word on everything that is simulated: all is allowed, unless given. */
    simulate?: Permissions['simulate'];
    pace?: number;
    /** How often S3 still lists buckets that were deleted. */
    ghosts?: number;
  } = {},
) {
  const objects: FakeObjects = new Map([
    [
      own,
      new Map([
        ['streaming_submissions/a', 'xy'],
        ['foreign.txt', 'z'],
      ]),
    ],
    [alike, new Map([['theirs', 'x']])],
    [script, new Map([['cmapss/glue_job.py', 'x']])],
    [faraway, new Map([['cmapss/glue_job.py', 'x']])],
  ]);
  const databases = new Set(['datalake_submissions', 'theirs']);
  const tables: Table[] = [
    {
      ...tableOf('datalake_submissions', 'streaming_submissions'),
      location: `s3://${own}/streaming_submissions/`,
    },
    { ...tableOf('theirs', 'streaming_submissions'), location: `s3://${own}/streaming_submissions/` },
    ...(change.tables ?? []),
  ];
  const jobs = new Set(['calc_rul', 'their_job']);
  const crawlers = new Map([
    ['cmapss_submissions', 'RUNNING'],
    ['their_crawler', 'RUNNING'],
  ]);
  const endpoints = new Map([
    ['cmapss-20250131-1405-7f3a9c', 'InService'],
    ['their-cmapss-endpoint', 'InService'],
  ]);
  const runs = new Map([['jr_1', 'RUNNING']]);
  let late = 1;
  const resources: FakeResource[] = [
    {
      logicalId: 'SubmissionsBucket',
      type: 'AWS::S3::Bucket',
      physicalId: own,
      // Objects that the delivery stream still had come after the bucket was emptied, once.
      deleteFails: () => {
        if (late-- > 0) objects.get(own)?.set('streaming_submissions/late', 'x');
        return objects.get(own)?.size ? 'The bucket you tried to delete is not empty' : undefined;
      },
      onDelete: () => void objects.delete(own),
    },
    {
      logicalId: 'SubmissionsDatabase',
      type: 'AWS::Glue::Database',
      physicalId: 'datalake_submissions',
      onDelete: () => void databases.delete('datalake_submissions'),
    },
    {
      logicalId: 'SubmissionsCrawler',
      type: 'AWS::Glue::Crawler',
      physicalId: 'cmapss_submissions',
      deleteFails: () => (crawlers.get('cmapss_submissions') === 'READY' ? undefined : 'It is running'),
      onDelete: () => void crawlers.delete('cmapss_submissions'),
    },
    {
      logicalId: 'Job',
      type: 'AWS::Glue::Job',
      physicalId: 'calc_rul',
      deleteFails: () => (runs.get('jr_1') === 'RUNNING' ? 'It has a run' : undefined),
      onDelete: () => void jobs.delete('calc_rul'),
    },
    {
      logicalId: 'Vpc',
      type: 'AWS::EC2::VPC',
      physicalId: 'vpc-1',
      deleteFails: () => change.stuck,
    },
  ];
  const stacks = fakeStacks(resources);
  const none = { list: () => Promise.resolve([]) };
  let ghosts = change.ghosts ?? 0;
  const there = fakeBuckets(objects);
  const ports = fakeAccount({
    stacks,
    buckets: {
      ...there,
      list: async (signal) => {
        const found = (await there.list?.(signal)) ?? [];
        const gone = [own, script].filter((name) => !objects.has(name));
        if (!gone.length || ghosts-- <= 0) return found;
        return [...found, ...gone.map((name) => ({ name, created: undefined }))];
      },
      region: (bucket) =>
        objects.has(bucket)
          ? Promise.resolve(bucket === faraway ? 'eu-west-1' : 'us-east-1')
          : Promise.reject(Object.assign(new Error('gone'), { name: 'NoSuchBucket' })),
      folder: (bucket) =>
        Promise.resolve({
          prefixes: [
            ...new Set([...(objects.get(bucket)?.keys() ?? [])].map((key) => `${key.split('/')[0] ?? ''}/`)),
          ],
          objects: [],
          next: undefined,
        }),
    },
    catalog: {
      databases: () => Promise.resolve([...databases]),
      tables: (database) => Promise.resolve(tables.filter((table) => table.database === database)),
      dropTable: (database, name) => {
        const place = tables.findIndex((table) => table.database === database && table.name === name);
        if (place >= 0) tables.splice(place, 1);
        return Promise.resolve();
      },
    },
    crawlers: {
      classifier: () => Promise.resolve(undefined),
      list: () => Promise.resolve([...crawlers.keys()]),
      get: (name) => Promise.resolve(crawlerOf(name, crawlers.get(name))),
      some: (names) =>
        Promise.resolve(
          names.filter((name) => crawlers.has(name)).map((name) => crawlerOf(name, crawlers.get(name))),
        ),
      stop: (name) => {
        crawlers.set(name, 'READY');
        return Promise.resolve();
      },
    },
    jobs: {
      list: () => Promise.resolve([...jobs]),
      runs: (job) =>
        Promise.resolve(job === 'calc_rul' ? [...runs].map(([id, state]) => runOf(id, state)) : []),
      run: (_job, id) => Promise.resolve(runOf(id, runs.get(id) ?? 'STOPPED')),
      stop: (_job, id) => {
        runs.set(id, 'STOPPED');
        return Promise.resolve();
      },
    },
    endpoints: {
      list: () =>
        Promise.resolve(
          [...endpoints].map(([name, status]) => ({
            name,
            status: status as 'InService',
            created: undefined,
          })),
        ),
      get: (name) => {
        const status = endpoints.get(name) as 'InService' | undefined;
        return Promise.resolve(
          status && {
            name,
            status,
            failureReason: '',
            created: undefined,
            modified: undefined,
            config: name,
          },
        );
      },
      configs: () => Promise.resolve([]),
      models: () => Promise.resolve([]),
      delete: (name) => {
        endpoints.delete(name);
        return Promise.resolve();
      },
    },
    permissions: {
      simulate:
        change.simulate ??
        (({ actions }) =>
          Promise.resolve(
            actions.map((action) => ({ action, resource: '*', decision: 'allowed', unknown: [] })),
          )),
    },
    workflows: none,
    training: none,
    tuning: none,
    transforms: none,
    notebooks: none,
  });
  const account = { ...ports, pace: change.pace ?? 0 };
  const plan = () => planTeardown(account, 'lab', () => undefined, never);
  const said: string[] = [];
  return {
    objects,
    databases,
    tables,
    jobs,
    crawlers,
    endpoints,
    runs,
    stacks,
    said,
    plan,
    deploy: async () => {
      await stacks.create?.({ name: 'lab', template: '', parameters: {} });
      stacks.finish();
    },
    tearDown: async (retain: readonly string[] = [], signal = never, planned?: TeardownPlan) =>
      tearDown(
        account,
        planned ?? (await plan()),
        retain,
        (each) => {
          if (each.kind !== 'count') said.push(each.kind === 'log' ? each.line : each.text);
        },
        signal,
      ),
  };
}

const crawlerOf = (name: string, state = 'READY'): Crawler => ({
  name,
  state: state as Crawler['state'],
  database: '',
  targets: [],
  classifiers: [],
  role: '',
  lastCrawl: undefined,
});
const runOf = (id: string, state: string): JobRun => ({
  id,
  state: state as JobRun['state'],
  started: undefined,
  completed: undefined,
  errorMessage: '',
  logGroup: '',
  executionSeconds: 0,
  capacity: 0,
  dpuSeconds: undefined,
});
