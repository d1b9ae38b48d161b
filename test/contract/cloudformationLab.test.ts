import { CloudFormation, InsufficientCapabilitiesException } from '@aws-sdk/client-cloudformation';
import { Glue } from '@aws-sdk/client-glue';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import assert from 'node:assert/strict';
import { templateText } from '../support/labTemplate.ts';
import { until } from '../support/practiceProcess.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { eventsOf, settled } from '../support/stackAccount.ts';

const StackName = 'cmapss-lab';

describe("the lab's own template in the practice account", function () {
  this.timeout(120_000);
  let account: TestAccount;
  let client: CloudFormation;
  let StackId: string;
  before(async () => {
    account = await startTestAccount();
    client = new CloudFormation(account.client);
  });
  after(() => account.close());

  const request = { StackName, TemplateBody: templateText, Capabilities: ['CAPABILITY_IAM' as const] };
  const parameters = (values: Readonly<Record<string, string>>) => ({
    Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
  });
  const outputs = async () => {
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName });
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ) as Record<string, string | undefined>;
  };
  const drifts = async () => {
    const { StackDriftDetectionId } = await client.detectStackDrift({ StackName });
    await until('the end of the detection', async () => {
      const { DetectionStatus } = await client.describeStackDriftDetectionStatus({ StackDriftDetectionId });
      return DetectionStatus !== 'DETECTION_IN_PROGRESS';
    });
    const { StackResourceDrifts = [] } = await client.describeStackResourceDrifts({
      StackName,
      StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
    });
    return StackResourceDrifts.map(
      ({ LogicalResourceId, StackResourceDriftStatus, PropertyDifferences = [] }) => [
        LogicalResourceId,
        StackResourceDriftStatus,
        ...PropertyDifferences.map(
          ({ PropertyPath, ActualValue }) => `${PropertyPath ?? ''} is ${ActualValue ?? ''}`,
        ),
      ],
    );
  };

  it('asks for the capability to make roles', async () => {
    await assert.rejects(client.createStack({ ...request, Capabilities: [] }), (error) => {
      assert.ok(error instanceof InsufficientCapabilitiesException);
      assert.equal(error.message, 'Requires capabilities : [CAPABILITY_IAM]');
      return true;
    });
  });

  it('becomes a stack whose resources are truly there', async () => {
    StackId = (await client.createStack(request)).StackId ?? '';
    assert.equal(
      await settled(client, StackName),
      'CREATE_COMPLETE',
      (await eventsOf(client, StackName)).join('\n'),
    );
    const made = await outputs();
    const suffix = StackId.split('/')[2]?.split('-')[3] ?? '';
    assert.match(suffix, /^[0-9a-f]{4}$/);
    const { Buckets = [] } = await new S3(account.client).listBuckets();
    assert.equal(made['PublishedBucketName'], `datalake-published-data-123456789012-us-east-1-${suffix}`);
    assert.ok(Buckets.some(({ Name }) => Name === made['PublishedBucketName']));
    const { Role } = await new IAM(account.client).getRole({ RoleName: made['GlueRoleArn']?.split('/')[1] });
    assert.match(Role?.RoleName ?? '', /^cmapss-lab-GlueRole-[A-Z0-9]{12}$/);
    const { Job } = await new Glue(account.client).getJob({ JobName: made['JobName'] });
    assert.equal(Job?.Role, made['GlueRoleArn']);
    const notebook = { NotebookInstanceName: made['NotebookName'] };
    const { NotebookInstanceStatus } = await new SageMaker(account.client).describeNotebookInstance(notebook);
    assert.equal(NotebookInstanceStatus, 'InService');
  });

  it('has not drifted, and tells what somebody changed or deleted', async () => {
    assert.deepEqual(await drifts(), []);
    const glue = new Glue(account.client);
    const { Job } = await glue.getJob({ JobName: 'calc_rul' });
    const { Role, Command, DefaultArguments, GlueVersion, WorkerType, NumberOfWorkers, Timeout } = Job ?? {};
    const JobUpdate = { Role, Command, DefaultArguments, GlueVersion, WorkerType, NumberOfWorkers, Timeout };
    await glue.updateJob({
      JobName: 'calc_rul',
      JobUpdate: { ...JobUpdate, ExecutionProperty: { MaxConcurrentRuns: 2 } },
    });
    await glue.updateCrawler({ Name: 'cmapss_submissions', Classifiers: [] });
    await glue.deleteCrawler({ Name: 'cmapss_curated_rul' });
    const { PublishedBucketName: Bucket } = await outputs();
    await new S3(account.client).deletePublicAccessBlock({ Bucket });
    const found = await drifts();
    assert.deepEqual(
      found.filter(([name]) => name !== 'PublishedBucket'),
      [
        ['SubmissionsCrawler', 'MODIFIED', '/Classifiers is null'],
        ['CuratedCrawler', 'DELETED'],
        ['Job', 'MODIFIED', '/ExecutionProperty/MaxConcurrentRuns is 2'],
      ],
    );
    assert.ok(
      found.some(([name, status]) => name === 'PublishedBucket' && status === 'MODIFIED'),
      JSON.stringify(found),
    );
  });

  it('gains an editor and a budget, and loses its notebook, by an update', async () => {
    await client.updateStack({
      ...request,
      ...parameters({
        EditorEnvironment: 'code-server',
        NotebookInstance: 'no',
        BudgetEmail: 'a@example.com',
      }),
    });
    assert.equal(
      await settled(client, StackName),
      'UPDATE_COMPLETE',
      (await eventsOf(client, StackName)).join('\n'),
    );
    const { EditorInstanceId, NotebookName } = await outputs();
    assert.match(EditorInstanceId ?? '', /^i-/);
    assert.equal(NotebookName, undefined);
    assert.deepEqual(
      (await new SageMaker(account.client).listNotebookInstances()).NotebookInstances ?? [],
      [],
    );
    await client.updateStack({ ...request, ...parameters({ EditorEnvironment: 'cloud9' }) });
    assert.equal(
      await settled(client, StackName),
      'UPDATE_COMPLETE',
      (await eventsOf(client, StackName)).join('\n'),
    );
    assert.match((await outputs())['Cloud9EnvironmentId'] ?? '', /^[0-9a-f]{32}$/);
  });

  it('cannot be taken away while a bucket holds something, and leaves nothing when it goes', async () => {
    const s3 = new S3(account.client);
    const { CuratedBucketName: Bucket } = await outputs();
    await s3.putObject({ Bucket, Key: 'kept', Body: 'x' });
    await client.deleteStack({ StackName });
    assert.equal(await settled(client, StackName), 'DELETE_FAILED');
    const failure = (await eventsOf(client, StackName)).find((line) =>
      line.startsWith('CuratedBucket DELETE_FAILED'),
    );
    assert.match(
      failure ?? '',
      /The bucket you tried to delete is not empty \(Service: S3, Status Code: 409/,
    );
    await s3.deleteObject({ Bucket, Key: 'kept' });
    await client.deleteStack({ StackName });
    assert.equal(
      await settled(client, StackId),
      'DELETE_COMPLETE',
      (await eventsOf(client, StackId)).join('\n'),
    );
    assert.equal((await s3.listBuckets()).Buckets?.length ?? 0, 0);
    assert.equal((await new IAM(account.client).listRoles()).Roles?.length, 0);
    const glue = new Glue(account.client);
    assert.deepEqual((await glue.listJobs()).JobNames, []);
    assert.deepEqual((await glue.listWorkflows()).Workflows, []);
    assert.deepEqual((await glue.listTriggers()).TriggerNames, []);
    assert.deepEqual((await glue.listCrawlers()).CrawlerNames, []);
  });
});
