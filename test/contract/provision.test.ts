import { Athena } from '@aws-sdk/client-athena';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Firehose } from '@aws-sdk/client-firehose';
import { Glue } from '@aws-sdk/client-glue';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import assert from 'node:assert/strict';
import { templateText } from '../support/labTemplate.ts';
import { until } from '../support/practiceProcess.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe('a new account', () => {
  let account: TestAccount;
  let glue: Glue;
  let buckets: string[];
  before(async () => {
    // At AWS's own pace: what a new account holds is ready at once all the same.
    account = await startTestAccount({ provisioned: true, pace: 1 });
    glue = new Glue(account.client);
    buckets = await bucketNames();
  });
  after(() => account.close());

  const bucketNames = async () => {
    const { Buckets = [] } = await new S3(account.client).listBuckets();
    return Buckets.map(({ Name = '' }) => Name);
  };
  const bucket = (what: string) => {
    const found = buckets.filter((name) => name.startsWith(`datalake-${what}-`));
    assert.equal(found.length, 1, what);
    return found[0]!;
  };

  it('has the four buckets of the data lake, with one suffix, and none for scripts', () => {
    assert.equal(buckets.length, 4);
    const suffixes = ['submissions', 'curated-datasets', 'published-data', 'athena-query-results'].map(
      (what) => bucket(what).slice(`datalake-${what}-`.length),
    );
    assert.equal(new Set(suffixes).size, 1);
    assert.match(suffixes[0]!, /^123456789012-us-east-1-[0-9a-f]{4}$/);
  });

  it('has an active delivery stream to the submissions bucket', async () => {
    const firehose = new Firehose(account.client);
    const { DeliveryStreamNames = [] } = await firehose.listDeliveryStreams();
    assert.equal(DeliveryStreamNames.length, 1);
    assert.match(DeliveryStreamNames[0]!, /^streaming_submissions-/);
    const { DeliveryStreamDescription: stream } = await firehose.describeDeliveryStream({
      DeliveryStreamName: DeliveryStreamNames[0],
    });
    assert.equal(stream?.DeliveryStreamStatus, 'ACTIVE');
    const target = stream.Destinations?.[0]?.ExtendedS3DestinationDescription;
    assert.equal(target?.BucketARN, `arn:aws:s3:::${bucket('submissions')}`);
    assert.equal(target.Prefix, 'streaming_submissions/');
    assert.deepEqual(target.BufferingHints, { SizeInMBs: 5, IntervalInSeconds: 60 });
    assert.equal(target.CompressionFormat, 'UNCOMPRESSED');
  });

  it('has the databases, the classifier and the crawlers', async () => {
    const { DatabaseList = [] } = await glue.getDatabases();
    const databases = DatabaseList.map(({ Name = '' }) => Name);
    assert.ok(databases.includes('datalake_submissions') && databases.includes('datalake_curated_datasets'));
    const { Classifier } = await glue.getClassifier({ Name: 'cmapss_classify' });
    assert.equal(Classifier?.CsvClassifier?.Delimiter, ' ');
    assert.equal(Classifier.CsvClassifier.QuoteSymbol, '"');
    assert.equal(Classifier.CsvClassifier.ContainsHeader, 'ABSENT');
    assert.equal(Classifier.CsvClassifier.AllowSingleColumn, false);
    const { Crawler: first } = await glue.getCrawler({ Name: 'cmapss_submissions' });
    assert.equal(first?.State, 'READY');
    assert.equal(first.DatabaseName, 'datalake_submissions');
    assert.deepEqual(first.Classifiers, ['cmapss_classify']);
    assert.equal(first.Targets?.S3Targets?.[0]?.Path, `s3://${bucket('submissions')}/streaming_submissions`);
    const { Crawler: second } = await glue.getCrawler({ Name: 'cmapss_curated_rul' });
    assert.equal(
      second?.Targets?.S3Targets?.[0]?.Path?.replace(/\/$/, ''),
      `s3://${bucket('curated-datasets')}`,
    );
  });

  it('has the workflow, whose triggers lead from crawler to job to crawler and are activated', async () => {
    const { Workflow } = await glue.getWorkflow({ Name: 'CMapssWorkflow', IncludeGraph: true });
    const { Nodes = [], Edges = [] } = Workflow?.Graph ?? {};
    const order = ['cmapss_start', 'cmapss_submissions', 'cmapss_job', 'calc_rul', 'cmapss_curated'];
    const nameOf = (id: string | undefined) => Nodes.find(({ UniqueId }) => UniqueId === id)?.Name;
    assert.deepEqual(
      Edges.map(({ SourceId, DestinationId }) => [nameOf(SourceId), nameOf(DestinationId)]),
      order.map((name, at) => [name, order[at + 1] ?? 'cmapss_curated_rul']),
    );
    const states = Nodes.flatMap(({ TriggerDetails }) => TriggerDetails?.Trigger?.State ?? []);
    assert.deepEqual(states.sort(), ['ACTIVATED', 'ACTIVATED', 'CREATED']);
  });

  it('has the job with bookmarks, whose script is still to be uploaded', async () => {
    const { Job } = await glue.getJob({ JobName: 'calc_rul' });
    assert.equal(Job?.DefaultArguments?.['--job-bookmark-option'], 'job-bookmark-enable');
    assert.equal(Job.ExecutionProperty?.MaxConcurrentRuns, 1);
    assert.equal(Job.GlueVersion, '5.1');
    const script = Job.Command?.ScriptLocation ?? '';
    assert.match(script, /^s3:\/\/aws-glue-[^/]+\/.+\.py$/);
    assert.ok(!buckets.includes(script.split('/')[2]!));
  });

  it('has a role for each service, and a notebook instance in service with the right one', async () => {
    const { Roles = [] } = await new IAM(account.client).listRoles();
    const roleOf = (service: string) =>
      Roles.find(({ AssumeRolePolicyDocument = '' }) =>
        decodeURIComponent(AssumeRolePolicyDocument).includes(`"${service}.amazonaws.com"`),
      )?.Arn;
    assert.ok(roleOf('glue') && roleOf('firehose'));
    const sagemaker = new SageMaker(account.client);
    const { NotebookInstances = [] } = await sagemaker.listNotebookInstances();
    assert.equal(NotebookInstances.length, 1);
    assert.equal(NotebookInstances[0]?.NotebookInstanceStatus, 'InService');
    const { RoleArn } = await sagemaker.describeNotebookInstance({
      NotebookInstanceName: NotebookInstances[0].NotebookInstanceName,
    });
    assert.equal(RoleArn, roleOf('sagemaker'));
  });

  it("is the stack of the lab's template, and nothing of it has drifted", async () => {
    const cloudformation = new CloudFormation(account.client);
    const { Stacks: [stack, ...others] = [] } = await cloudformation.describeStacks({});
    assert.deepEqual(others, []);
    assert.equal(stack?.StackName, 'cmapss-lab');
    assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
    const { StackResources = [] } = await cloudformation.describeStackResources({ StackName: 'cmapss-lab' });
    for (const { LogicalResourceId } of StackResources) {
      const { StackResourceDrift } = await cloudformation.detectStackResourceDrift({
        StackName: 'cmapss-lab',
        LogicalResourceId,
      });
      assert.equal(StackResourceDrift?.StackResourceDriftStatus, 'IN_SYNC', LogicalResourceId);
    }
    const { TemplateBody } = await cloudformation.getTemplate({ StackName: 'cmapss-lab' });
    assert.equal(TemplateBody, templateText);
  });

  it("has Athena's primary workgroup", async () => {
    const { WorkGroup } = await new Athena(account.client).getWorkGroup({ WorkGroup: 'primary' });
    assert.equal(WorkGroup?.State, 'ENABLED');
  });

  it('does not get back what was deleted from it', async () => {
    await new S3(account.client).deleteBucket({ Bucket: bucket('published-data') });
    await glue.deleteCrawler({ Name: 'cmapss_curated_rul' });
    await account.restart();
    assert.equal((await bucketNames()).length, 3);
    await assert.rejects(glue.getCrawler({ Name: 'cmapss_curated_rul' }), {
      name: 'EntityNotFoundException',
    });
  });
});

describe('an account whose first start was broken off', () => {
  let account: TestAccount;
  beforeEach(async () => {
    account = await startTestAccount();
  });
  afterEach(() => account.close());

  const stackNow = async () => {
    const { Stacks: [stack] = [] } = await new CloudFormation(account.client).describeStacks({
      StackName: 'cmapss-lab',
    });
    return stack?.StackStatus;
  };
  const begin = (TemplateBody: string) =>
    new CloudFormation(account.client).createStack({
      StackName: 'cmapss-lab',
      TemplateBody,
      Capabilities: ['CAPABILITY_IAM'],
    });
  /** Another version's template, one of whose buckets S3 does not take. */
  const failing = JSON.stringify({
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'No.Good..Name' } } },
  });

  it('gets the rest of its stack at the next start', async () => {
    await account.restart({ pace: 1 });
    await begin(templateText);
    assert.equal(await stackNow(), 'CREATE_IN_PROGRESS');
    await account.restart({ provisioned: true });
    assert.equal(await stackNow(), 'CREATE_COMPLETE');
  });

  it('does not wait for its notebook at the pace of AWS', async () => {
    await account.restart({ pace: 1 });
    const sagemaker = new SageMaker(account.client);
    await sagemaker.createNotebookInstance({
      NotebookInstanceName: 'begun',
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::123456789012:role/r',
    });
    await account.restart({ provisioned: true, pace: 1 });
    await until('the notebook to be in service', async () => {
      const found = await sagemaker.describeNotebookInstance({ NotebookInstanceName: 'begun' });
      return found.NotebookInstanceStatus === 'InService';
    });
  });

  it('gets it anew where it had failed, whatever template that was of', async () => {
    await begin(failing);
    await until('the end of what failed', async () => (await stackNow()) === 'ROLLBACK_COMPLETE');
    await account.restart({ provisioned: true });
    assert.equal(await stackNow(), 'CREATE_COMPLETE');
    const { Buckets = [] } = await new S3(account.client).listBuckets();
    assert.equal(Buckets.length, 4);
  });
});
