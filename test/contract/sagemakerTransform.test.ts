import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  ListTagsCommand,
  ListTransformJobsCommand,
  SageMakerClient,
  StopTransformJobCommand,
  waitUntilTransformJobCompletedOrStopped,
  type CreateTransformJobRequest,
  type DescribeTransformJobResponse,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { regressionTable } from '../support/regressionData.ts';
import { imagePath, putTrainingData, role, serve, soon, transformRequest } from '../support/sagemaker.ts';

const table = regressionTable({ rows: 40, seed: 5 });
const rows = table.map(([, ...features]) => features.join(','));

describe('SageMaker batch transform jobs', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  let s3: S3Client;
  let predictions: string[];
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
    s3 = new S3Client(account.client);
    await putTrainingData(s3);
    // This version's endpoint writes all predictions on one line; its transform jobs end each with a line feed.
    await serve(account, 'served', '1.2-1');
    const reply = await new SageMakerRuntimeClient(account.client).send(
      new InvokeEndpointCommand({
        EndpointName: 'served',
        ContentType: 'text/csv',
        Body: rows.join('\n'),
      }),
    );
    predictions = reply.Body.transformToString().split(',');
    assert.equal(predictions.length, rows.length);
    await put('in/a.csv', `${rows.slice(0, 25).join('\n')}\n`);
    await put('in/deep/b.csv', rows.slice(25).join('\r\n'));
    await put('ids/rows.csv', rows.map((row, index) => `"unit ${index}, FD001",${row}\n`).join(''));
  });
  after(() => account.close());

  const put = (Key: string, Body: string | Buffer) =>
    s3.send(new PutObjectCommand({ Bucket: 'lab', Key, Body }));
  const read = async (Key: string): Promise<string> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'lab', Key }));
    return (await Body?.transformToString()) ?? '';
  };
  const create = (input: CreateTransformJobRequest) => client.send(new CreateTransformJobCommand(input));
  const endOf = async (TransformJobName: string): Promise<DescribeTransformJobResponse> => {
    await waitUntilTransformJobCompletedOrStopped({ client, ...soon }, { TransformJobName }).catch(
      () => undefined,
    );
    return client.send(new DescribeTransformJobCommand({ TransformJobName }));
  };
  const transformed = async (input: CreateTransformJobRequest): Promise<DescribeTransformJobResponse> => {
    await create(input);
    const job = await endOf(input.TransformJobName ?? '');
    assert.equal(job.TransformJobStatus, 'Completed', job.FailureReason);
    return job;
  };

  it('writes an object of predictions beside each input’s own key', async () => {
    const job = await transformed(transformRequest('plain', { Tags: [{ Key: 'team', Value: 'lab' }] }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'lab', Prefix: 'out/plain/' }));
    assert.deepEqual(
      Contents?.map(({ Key }) => Key),
      ['out/plain/a.csv.out', 'out/plain/deep/b.csv.out'],
    );
    const lines = (part: string[]) => part.map((value) => `${value}\n`).join('');
    assert.equal(await read('out/plain/a.csv.out'), lines(predictions.slice(0, 25)));
    assert.equal(await read('out/plain/deep/b.csv.out'), lines(predictions.slice(25)));
    assert.equal(job.TransformJobArn, 'arn:aws:sagemaker:us-east-1:123456789012:transform-job/plain');
    assert.deepEqual(job.DataProcessing, { InputFilter: '$', OutputFilter: '$', JoinSource: 'None' });
    assert.ok(job.TransformStartTime && job.TransformEndTime);
    const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: job.TransformJobArn }));
    assert.deepEqual(Tags, [{ Key: 'team', Value: 'lab' }]);
  });

  it('leaves a column out, joins it again, and keeps what is asked for', async () => {
    const joined = (name: string, OutputFilter?: string) =>
      transformed(
        transformRequest(
          name,
          { DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter } },
          's3://lab/ids/',
        ),
      );
    await joined('joined');
    await joined('kept', '$[0,-1]');
    const whole = (await read('out/joined/rows.csv.out')).trimEnd().split('\n');
    assert.deepEqual(
      whole,
      rows.map((row, index) => `"unit ${index}, FD001",${row},${predictions[index] ?? ''}`),
    );
    assert.deepEqual(
      (await read('out/kept/rows.csv.out')).trimEnd().split('\n'),
      predictions.map((value, index) => `"unit ${index}, FD001",${value}`),
    );
  });

  it('reads one object, compressed, whole or record by record, to the same predictions', async () => {
    await put('packed/a.csv.gz', gzipSync(rows.join('\n')));
    const input = (SplitType: 'None' | 'Line') => ({
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://lab/packed/a.csv.gz' } },
      ContentType: 'text/csv',
      CompressionType: 'Gzip' as const,
      SplitType,
    });
    await transformed(transformRequest('whole', { TransformInput: input('None') }));
    await transformed(
      transformRequest('single', { TransformInput: input('Line'), BatchStrategy: 'SingleRecord' }),
    );
    const expected = predictions.map((value) => `${value}\n`).join('');
    assert.equal(await read('out/whole/a.csv.gz.out'), expected);
    assert.equal(await read('out/single/a.csv.gz.out'), expected);
  });

  it('fails with the objects that hold a bad record, and keeps the others’ predictions', async () => {
    await put('mixed/bad.csv', 'rul,cycle\n');
    await put('mixed/good.csv', rows.join('\n'));
    await create(transformRequest('mixed', {}, 's3://lab/mixed/'));
    const job = await endOf('mixed');
    assert.deepEqual(
      [job.TransformJobStatus, job.FailureReason],
      ['Failed', 'ClientError: See job logs for more information'],
    );
    assert.equal((await read('out/mixed/good.csv.out')).trimEnd().split('\n').length, rows.length);
    await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: 'lab', Key: 'out/mixed/bad.csv.out' })), {
      name: 'NotFound',
    });
    const logs = new CloudWatchLogsClient(account.client);
    const logGroupName = '/aws/sagemaker/TransformJobs';
    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'mixed/' }),
    );
    const logStreamName = logStreams?.[0]?.logStreamName ?? '';
    assert.match(logStreamName, /^mixed\/i-\w+-\d+\/data-log$/);
    const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
    const text = events?.map(({ message }) => message).join('\n') ?? '';
    assert.match(text, /lab\/mixed\/bad\.csv: ClientError: 415/);
    assert.match(text, /could not convert string to float: 'rul'/);
  });

  it('fails where a filter names a column that no record has', async () => {
    await create(
      transformRequest('beyond', { DataProcessing: { JoinSource: 'Input', OutputFilter: '$[99]' } }),
    );
    assert.equal((await endOf('beyond')).TransformJobStatus, 'Failed');
  });

  it('fails where the model’s archive is gone or is none', async () => {
    await put('models/broken.tar.gz', 'no archive');
    const PrimaryContainer = { Image: imagePath(), ModelDataUrl: 's3://lab/models/broken.tar.gz' };
    await client.send(
      new CreateModelCommand({ ModelName: 'broken', PrimaryContainer, ExecutionRoleArn: role }),
    );
    await create(transformRequest('broken', { ModelName: 'broken' }));
    const job = await endOf('broken');
    assert.deepEqual(
      [job.TransformJobStatus, job.FailureReason],
      ['Failed', 'AlgorithmError: See job logs for more information'],
    );
  });

  it('refuses a request that AWS refuses', async () => {
    const refused = (message: RegExp, changes: Partial<CreateTransformJobRequest>, uri?: string) =>
      assert.rejects(create(transformRequest('refused', changes, uri)), {
        name: 'ValidationException',
        message,
      });
    const input = (changes: object) => ({
      TransformInput: { ...transformRequest('x').TransformInput, ...changes } as never,
    });
    await refused(/Could not find model "arn:.*model\/nobody"/, { ModelName: 'nobody' });
    await refused(/'transformJobName' failed to satisfy constraint/, { TransformJobName: 'a_b' });
    await refused(/No S3 objects found under S3 URL "s3:\/\/lab\/nothing\/"/, {}, 's3://lab/nothing/');
    await refused(
      /does not do ManifestFile/,
      input({
        DataSource: { S3DataSource: { S3DataType: 'ManifestFile', S3Uri: 's3://lab/in/a.csv' } },
      }),
    );
    await refused(/does not do SplitType TFRecord/, input({ SplitType: 'TFRecord' }));
    await refused(
      /transforms text\/csv; the ContentType of this request is application\/json/,
      input({
        ContentType: 'application/json',
      }),
    );
    await refused(/BatchStrategy SingleRecord needs a SplitType/, {
      ...input({ SplitType: 'None' }),
      BatchStrategy: 'SingleRecord',
    });
    await refused(/SplitType and AssembleWith to be Line/, {
      DataProcessing: { JoinSource: 'Input' },
      TransformOutput: { S3OutputPath: 's3://lab/out', Accept: 'text/csv' },
    });
    await refused(/\$\.id is no JSONPath for CSV/, { DataProcessing: { InputFilter: '$.id' } });
    await refused(/cannot exceed 100 MB/, { MaxPayloadInMB: 60, MaxConcurrentTransforms: 2 });
    await refused(/cannot be greater than 100/, { MaxPayloadInMB: 101 });
    await refused(/InstanceCount must be 1/, {
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
    });
    await refused(/does not do CreateTransformJob with DataCaptureConfig/, {
      DataCaptureConfig: { DestinationS3Uri: 's3://lab/x' },
    });
  });

  it('gives a name to one job only, lists jobs, and knows none that is not there', async () => {
    await transformed(transformRequest('once'));
    await assert.rejects(create(transformRequest('once')), {
      name: 'ResourceInUse',
      message: /must be unique/,
    });
    const { TransformJobSummaries } = await client.send(
      new ListTransformJobsCommand({ NameContains: 'onc', StatusEquals: 'Completed' }),
    );
    assert.deepEqual(
      TransformJobSummaries?.map(({ TransformJobName, TransformEndTime }) => [
        TransformJobName,
        TransformEndTime instanceof Date,
      ]),
      [['once', true]],
    );
    await assert.rejects(client.send(new DescribeTransformJobCommand({ TransformJobName: 'never-was' })), {
      name: 'ResourceNotFound',
    });
    await assert.rejects(client.send(new StopTransformJobCommand({ TransformJobName: 'once' })), {
      name: 'ValidationException',
      message: /in status Completed/,
    });
  });
});

describe('SageMaker batch transform jobs that take their time', () => {
  it('stop when asked, and end Failed with the reason when the account stopped under them', async () => {
    const account = await startTestAccount();
    try {
      const client = new SageMakerClient(account.client);
      await putTrainingData(new S3Client(account.client));
      await serve(account, 'served');
      await new S3Client(account.client).send(
        // Many single requests: long enough to be met while they go on.
        new PutObjectCommand({
          Bucket: 'lab',
          Key: 'in/many.csv',
          Body: `${rows[0] ?? ''}\n`.repeat(300_000),
        }),
      );
      const start = (TransformJobName: string) =>
        client.send(
          new CreateTransformJobCommand(
            transformRequest(TransformJobName, { BatchStrategy: 'SingleRecord' }),
          ),
        );
      const describe = (TransformJobName: string) =>
        client.send(new DescribeTransformJobCommand({ TransformJobName }));
      await start('stopped');
      await client.send(new StopTransformJobCommand({ TransformJobName: 'stopped' }));
      const deadline = Date.now() + 20_000;
      while ((await describe('stopped')).TransformJobStatus !== 'Stopped') assert.ok(Date.now() < deadline);
      await start('unfinished');
      await account.restart();
      const job = await describe('unfinished');
      assert.equal(job.TransformJobStatus, 'Failed');
      assert.match(job.FailureReason ?? '', /the practice account was stopped/);
    } finally {
      await account.close();
    }
  });
});
