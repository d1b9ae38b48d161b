import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from './awsError.ts';
import { accountId, region } from './identity.ts';
import { callOperation } from './operationCall.ts';
import type { Service } from './service.ts';
import type { Objects } from './services/s3/objects.ts';
import { isKeptEmpty } from './store/reset.ts';
import type { Store } from './store/store.ts';

/** One thing the account is given: a call of a service's own operation. */
interface Step {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** How to see that what it made is ready for use, where that takes a while. */
  readonly ready?: { readonly operation: string; readonly state: RegExp };
}

const longestReadyMs = 10_000;

/**
 * Gives a new account what the lab's account holds before its first stage: buckets, roles, delivery stream, databases,
 * classifier, crawlers, job, workflow and notebook instance. Each is made by the operation that its service offers to clients.
 * It is ready for use when this returns. Done once for a store: what is deleted later stays deleted; a provisioning that broke off is finished at the next start.
 */
export async function provision(store: Store, services: readonly Service[], objects: Objects): Promise<void> {
  if (isKeptEmpty(store.folder)) return;
  const notes = store.table<string>('provisioning');
  if (notes.has('done')) return;
  const suffix = notes.get('suffix') ?? randomSuffix();
  notes.set('suffix', suffix);
  const buckets = bucketNames(suffix);
  for (const name of Object.values(buckets)) if (!objects.bucketExists(name)) objects.createBucket(name);
  const steps = stepsFor(buckets, suffix);
  for (const { service, operation, input } of steps) {
    try {
      await callOperation(services, service, operation, input);
    } catch (error) {
      if (!(error instanceof AwsError && isThereAlready(error))) throw error;
    }
  }
  for (const step of steps) await untilReady(services, step);
  notes.set('done', new Date().toISOString());
}

async function untilReady(services: readonly Service[], { service, input, ready }: Step): Promise<void> {
  const deadline = Date.now() + longestReadyMs;
  while (ready) {
    const reply = await callOperation(services, service, ready.operation, input);
    if (ready.state.test(JSON.stringify(reply))) return;
    if (Date.now() > deadline) throw new Error(`${ready.operation} does not say ${String(ready.state)}.`);
    await sleep(5);
  }
}

type Buckets = Readonly<Record<'submissions' | 'curated' | 'published' | 'results', string>>;

function bucketNames(suffix: string): Buckets {
  const named = (what: string) => `datalake-${what}-${accountId}-${region}-${suffix}`;
  return {
    submissions: named('submissions'),
    curated: named('curated-datasets'),
    published: named('published-data'),
    results: named('athena-query-results'),
  };
}

function stepsFor(buckets: Buckets, suffix: string): Step[] {
  const glue = (operation: string, input: Step['input']): Step => ({ service: 'glue', operation, input });
  return [
    ...['glue', 'firehose', 'sagemaker'].map((service) => createRole(service)),
    {
      service: 'firehose',
      operation: 'CreateDeliveryStream',
      input: {
        DeliveryStreamName: `streaming_submissions-${suffix}`,
        DeliveryStreamType: 'DirectPut',
        ExtendedS3DestinationConfiguration: {
          RoleARN: roleArn('firehose'),
          BucketARN: `arn:aws:s3:::${buckets.submissions}`,
          Prefix: 'streaming_submissions/',
          BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
          CompressionFormat: 'UNCOMPRESSED',
        },
      },
      ready: { operation: 'DescribeDeliveryStream', state: /"DeliveryStreamStatus":"ACTIVE"/ },
    },
    glue('CreateDatabase', { DatabaseInput: { Name: 'datalake_submissions' } }),
    glue('CreateDatabase', { DatabaseInput: { Name: 'datalake_curated_datasets' } }),
    glue('CreateClassifier', {
      CsvClassifier: {
        Name: 'cmapss_classify',
        Delimiter: ' ',
        QuoteSymbol: '"',
        ContainsHeader: 'ABSENT',
        AllowSingleColumn: false,
      },
    }),
    glue('CreateCrawler', {
      Name: 'cmapss_submissions',
      Role: roleArn('glue'),
      DatabaseName: 'datalake_submissions',
      Classifiers: ['cmapss_classify'],
      Targets: { S3Targets: [{ Path: `s3://${buckets.submissions}/streaming_submissions` }] },
    }),
    glue('CreateCrawler', {
      Name: 'cmapss_curated_rul',
      Role: roleArn('glue'),
      DatabaseName: 'datalake_curated_datasets',
      Targets: { S3Targets: [{ Path: `s3://${buckets.curated}` }] },
    }),
    glue('CreateJob', calcRul),
    ...workflowSteps().map(([operation, input]) => glue(operation, input)),
    {
      service: 'sagemaker',
      operation: 'CreateNotebookInstance',
      input: {
        NotebookInstanceName: 'cmapss-notebook',
        InstanceType: 'ml.t3.medium',
        RoleArn: roleArn('sagemaker'),
      },
      ready: { operation: 'DescribeNotebookInstance', state: /"NotebookInstanceStatus":"InService"/ },
    },
  ];
}

/** The job as a deployment leaves it: its script's bucket is still to be made by whoever prepares the job. */
const calcRul = {
  Name: 'calc_rul',
  Role: roleArn('glue'),
  Command: {
    Name: 'glueetl',
    PythonVersion: '3',
    ScriptLocation: `s3://aws-glue-scripts-${accountId}-${region}/calc_rul.py`,
  },
  DefaultArguments: { '--job-language': 'python', '--job-bookmark-option': 'job-bookmark-enable' },
  ExecutionProperty: { MaxConcurrentRuns: 1 },
  GlueVersion: '4.0',
  WorkerType: 'G.1X',
  NumberOfWorkers: 2,
  MaxRetries: 0,
  Timeout: 60,
};

/** The workflow: crawler, job, crawler, each begun by a trigger when the one before has succeeded. */
function workflowSteps(): [operation: string, input: Step['input']][] {
  const name = 'CMapssWorkflow';
  const trigger = (Name: string, action: object, condition?: object): [string, Step['input']] => [
    'CreateTrigger',
    {
      Name,
      WorkflowName: name,
      Actions: [action],
      ...(condition
        ? {
            Type: 'CONDITIONAL',
            Predicate: { Conditions: [{ LogicalOperator: 'EQUALS', ...condition }] },
            StartOnCreation: true,
          }
        : { Type: 'ON_DEMAND' }),
    },
  ];
  const submissions = { CrawlerName: 'cmapss_submissions' };
  const job = { JobName: calcRul.Name };
  return [
    ['CreateWorkflow', { Name: name, MaxConcurrentRuns: 1 }],
    trigger('cmapss_start', submissions),
    trigger('cmapss_job', job, { ...submissions, CrawlState: 'SUCCEEDED' }),
    trigger('cmapss_curated', { CrawlerName: 'cmapss_curated_rul' }, { ...job, State: 'SUCCEEDED' }),
  ];
}

function createRole(service: string): Step {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' },
    ],
  };
  return {
    service: 'iam',
    operation: 'CreateRole',
    input: { RoleName: `cmapss-lab-${service}`, AssumeRolePolicyDocument: JSON.stringify(trust) },
  };
}

function roleArn(service: string): string {
  return `arn:aws:iam::${accountId}:role/cmapss-lab-${service}`;
}

/** What a step finds when the last try made it but could not go on. */
function isThereAlready({ code, message }: AwsError): boolean {
  return /AlreadyExists|ResourceInUse/.test(code) || /already exist/i.test(message);
}

function randomSuffix(): string {
  const characters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 7 }, () => characters[randomInt(characters.length)]).join('');
}
