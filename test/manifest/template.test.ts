import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { defaultPatterns, matchesPattern, type NamePatterns } from '../../src/lab/event/patterns.ts';
import { registryAccounts } from '../../src/lab/event/xgboostImages.ts';
import { resolvedName, template, templateText } from '../support/labTemplate.ts';

/** What the lab finds by a pattern: the resource of the template, and where in its properties its name is. */
const named: Partial<Record<keyof NamePatterns, readonly [logicalId: string, ...path: string[]]>> = {
  submissionsBucket: ['SubmissionsBucket', 'BucketName'],
  curatedBucket: ['CuratedBucket', 'BucketName'],
  publishedBucket: ['PublishedBucket', 'BucketName'],
  queryResultsBucket: ['QueryResultsBucket', 'BucketName'],
  deliveryStream: ['DeliveryStream', 'DeliveryStreamName'],
  submissionsDatabase: ['SubmissionsDatabase', 'DatabaseInput', 'Name'],
  curatedDatabase: ['CuratedDatabase', 'DatabaseInput', 'Name'],
  submissionsCrawler: ['SubmissionsCrawler', 'Name'],
  curatedCrawler: ['CuratedCrawler', 'Name'],
  classifier: ['Classifier', 'CsvClassifier', 'Name'],
  job: ['Job', 'Name'],
  workflow: ['Workflow', 'Name'],
  notebookInstance: ['Notebook', 'NotebookInstanceName'],
};

const property = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], value);

function nameOf(kind: keyof typeof named, region = 'us-east-1'): string {
  const [logicalId = '', ...path] = named[kind] ?? [];
  return resolvedName(property(template.Resources[logicalId]?.Properties, path), region);
}

/** Requests of an instructor alone. */
const ofInstructors = new Set([
  'cloudformation:CreateStack',
  'cloudformation:UpdateStack',
  'cloudformation:DeleteStack',
  'cloudformation:DetectStackDrift',
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackResourceDrifts',
]);

/** Services whose actions are called otherwise than their SDK client. */
const prefixes: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  'sagemaker-runtime': 'sagemaker',
  'service-quotas': 'servicequotas',
};

/** Requests whose right is called otherwise; STS tells everybody who they are. */
const rights: Readonly<Record<string, string | undefined>> = {
  's3:HeadObject': 's3:GetObject',
  's3:DeleteObjects': 's3:DeleteObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  'sts:GetCallerIdentity': undefined,
};

/** The rights that the lab's requests need, read off its adapters. */
function requestsOfTheLab(): string[] {
  const found = new Set<string>();
  for (const file of readdirSync('src/aws')) {
    const text = readFileSync(`src/aws/${file}`, 'utf8');
    for (const [, names = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g,
    )) {
      for (const [, command, paginated] of names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)) {
        const request = `${prefixes[client] ?? client}:${command ?? paginated ?? ''}`;
        const right = request in rights ? rights[request] : request;
        if (right !== undefined) found.add(right);
      }
    }
  }
  return [...found].sort();
}

/** Every action that a role's policies name. */
function actionsOf(properties: Readonly<Record<string, unknown>>): string[] {
  const policies = properties['Policies'] as {
    readonly PolicyDocument: { readonly Statement: readonly { readonly Action: string | string[] }[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action));
}

describe("the lab's template", () => {
  it('makes everything that the lab finds by a name, under a name that it finds', () => {
    // The script's bucket and the table are made by the lab itself.
    const own: (keyof NamePatterns)[] = ['scriptBucket', 'submissionsTable'];
    const kinds = Object.keys(defaultPatterns) as (keyof NamePatterns)[];
    assert.deepEqual(
      kinds.filter((kind) => !own.includes(kind)).sort(),
      (Object.keys(named) as (keyof NamePatterns)[]).sort(),
    );
    for (const kind of Object.keys(named) as (keyof NamePatterns)[]) {
      assert.ok(matchesPattern(defaultPatterns[kind], nameOf(kind)), `${kind}: ${nameOf(kind)}`);
    }
  });

  it('gives buckets names that S3 takes, in every region of the lab', () => {
    const buckets = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::S3::Bucket');
    assert.equal(buckets.length, 4);
    for (const region of Object.keys(registryAccounts)) {
      for (const [, { Properties }] of buckets) {
        assert.match(resolvedName(Properties['BucketName'], region), /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
      }
    }
  });

  it('protects every bucket: no public access, encrypted, no plain HTTP', () => {
    for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
      if (Type !== 'AWS::S3::Bucket') continue;
      assert.deepEqual(
        new Set(Object.values(Properties['PublicAccessBlockConfiguration'] as object)),
        new Set([true]),
      );
      assert.equal(Object.keys(Properties['PublicAccessBlockConfiguration'] as object).length, 4);
      assert.match(JSON.stringify(Properties['BucketEncryption']), /AES256/);
      const policy = template.Resources[`${logicalId}Policy`];
      assert.equal(policy?.Properties['Bucket'], logicalId);
      assert.match(JSON.stringify(policy), /"Effect":"Deny".*"aws:SecureTransport":"false"/);
    }
  });

  it('says above every resource why it is there', () => {
    const lines = templateText.split('\n');
    for (const logicalId of Object.keys(template.Resources)) {
      const place = lines.indexOf(`  ${logicalId}:`);
      assert.match(lines[place - 1] ?? '', /^ {2}# \S/, logicalId);
    }
  });

  it('is short enough to be sent with the request', () => {
    assert.ok(Buffer.byteLength(templateText) <= 51_200);
  });

  it("gives each role single actions only, and no policy of AWS's but Session Manager's", () => {
    const roles = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    assert.equal(roles.length, 4);
    const managed = roles.flatMap(({ Properties }) => (Properties['ManagedPolicyArns'] ?? []) as string[]);
    assert.deepEqual(managed, ['arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore']);
    for (const { Properties } of roles) {
      for (const action of actionsOf(Properties)) assert.match(action, /^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
    }
  });

  it('lets attendees in the editor do all that the lab does, but not deploy and tear down', () => {
    const allowed = new Set(actionsOf(template.Resources['EditorRole']?.Properties ?? {}));
    const needed = requestsOfTheLab();
    assert.ok(needed.length > 70, String(needed.length));
    assert.deepEqual(
      needed.filter((action) => !allowed.has(action) && !ofInstructors.has(action)),
      [],
    );
    for (const action of ofInstructors) assert.ok(!allowed.has(action), action);
  });

  it('allows its triggers and the workflow to run by themselves', () => {
    for (const id of ['JobTrigger', 'CuratedTrigger']) {
      assert.equal(template.Resources[id]?.Properties['StartOnCreation'], true);
    }
    assert.deepEqual(template.Resources['Job']?.Properties['ExecutionProperty'], { MaxConcurrentRuns: 1 });
  });
});
