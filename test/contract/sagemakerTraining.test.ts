import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  StopTrainingJobCommand,
  waitUntilTrainingJobCompletedOrStopped,
  type CreateTrainingJobRequest,
  type ListTrainingJobsRequest,
} from '@aws-sdk/client-sagemaker';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gunzipSync } from 'node:zlib';
import { readModel } from '../../src/practice/engines/boosting/modelFile/modelFile.ts';
import { filesOfTar } from '../../src/practice/engines/boosting/tar.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import {
  channel,
  endOfJob,
  imagePath,
  putTrainingData,
  soon,
  trainingRequest,
} from '../support/sagemaker.ts';

describe('SageMaker training jobs', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  let s3: S3Client;
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
    s3 = new S3Client(account.client);
    await putTrainingData(s3);
  });
  after(() => account.close());

  const create = (name: string, changes: Partial<CreateTrainingJobRequest> = {}) =>
    client.send(new CreateTrainingJobCommand(trainingRequest(name, changes)));
  const failure = async (name: string, changes: Partial<CreateTrainingJobRequest>) => {
    await create(name, changes);
    const job = await endOfJob(client, name);
    assert.equal(job.TrainingJobStatus, 'Failed');
    assert.equal(job.SecondaryStatus, 'Failed');
    return job.FailureReason ?? '';
  };

  describe('a job that completes', () => {
    const name = 'Completes-1';
    before(async () => {
      await create(name, { Tags: [{ Key: 'team', Value: 'lab' }] });
      await waitUntilTrainingJobCompletedOrStopped({ client, ...soon }, { TrainingJobName: name });
    });

    it('goes through AWS’s states and says when', async () => {
      const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
      assert.equal(job.TrainingJobStatus, 'Completed');
      assert.equal(job.TrainingJobArn, 'arn:aws:sagemaker:us-east-1:123456789012:training-job/completes-1');
      const transitions = job.SecondaryStatusTransitions ?? [];
      assert.deepEqual(
        transitions.map(({ Status }) => Status),
        ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
      );
      assert.ok(transitions.every(({ StartTime, EndTime }) => StartTime && EndTime && EndTime >= StartTime));
      assert.ok(job.TrainingStartTime && job.TrainingEndTime && job.TrainingEndTime >= job.TrainingStartTime);
      assert.ok((job.BillableTimeInSeconds ?? 0) >= 1);
      assert.equal(job.HyperParameters?.['max_depth'], '3');
    });

    it('leaves a model that predicts, and its last metrics', async () => {
      const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
      assert.equal(job.ModelArtifacts?.S3ModelArtifacts, `s3://lab/models/${name}/output/model.tar.gz`);
      const object = await s3.send(
        new GetObjectCommand({ Bucket: 'lab', Key: `models/${name}/output/model.tar.gz` }),
      );
      const files = filesOfTar(gunzipSync((await object.Body?.transformToByteArray()) ?? Buffer.alloc(0)));
      const { model, format } = readModel(files.get('xgboost-model') ?? Buffer.alloc(0));
      assert.deepEqual([format, model.features, model.trees.length], ['binary', 6, 10]);
      const metrics = new Map(job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]));
      assert.deepEqual([...metrics.keys()], ['train:rmse', 'validation:rmse']);
      assert.ok((metrics.get('validation:rmse') ?? NaN) < 10);
    });

    it('writes its log where AWS does, metrics in SageMaker’s form', async () => {
      const logs = new CloudWatchLogsClient(account.client);
      const logGroupName = '/aws/sagemaker/TrainingJobs';
      const { logStreams } = await logs.send(
        new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${name}/` }),
      );
      const logStreamName = logStreams?.[0]?.logStreamName ?? '';
      assert.match(logStreamName, new RegExp(`^${name}/algo-1-\\d{10}$`));
      const { events } = await logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
      );
      const found = events?.flatMap(({ message }) =>
        [...(message ?? '').matchAll(/.*\[([0-9]+)\].*#011validation-rmse:(\S+)/g)].map((match) => match[1]),
      );
      assert.deepEqual(
        found,
        Array.from({ length: 10 }, (_, round) => String(round)),
      );
    });

    it('keeps its tags', async () => {
      const { TrainingJobArn } = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
      const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }));
      assert.deepEqual(Tags, [{ Key: 'team', Value: 'lab' }]);
    });

    it('gives its name to no other', async () => {
      await assert.rejects(create(name), { name: 'ResourceInUse', message: /must be unique/ });
    });
  });

  it('trains on compressed channels in Pipe mode to the very same metrics', async () => {
    const packed = (each: string) => ({
      ...channel(each, `s3://lab/packed/${each}`),
      CompressionType: 'Gzip' as const,
    });
    const AlgorithmSpecification = { TrainingImage: imagePath('1.2-1'), TrainingInputMode: 'Pipe' as const };
    await create('plain');
    await create('packed', {
      AlgorithmSpecification,
      InputDataConfig: [packed('train'), packed('validation')],
    });
    const [plain, pipe] = await Promise.all([endOfJob(client, 'plain'), endOfJob(client, 'packed')]);
    assert.equal(pipe.TrainingJobStatus, 'Completed');
    const values = (job: typeof pipe) => job.FinalMetricDataList?.map(({ Value }) => Value);
    assert.deepEqual(values(pipe), values(plain));
  });

  it('stops at once when asked', async () => {
    await create('endless', { HyperParameters: { num_round: '1000000', max_depth: '8' } });
    const deadline = Date.now() + 20_000;
    const describe = new DescribeTrainingJobCommand({ TrainingJobName: 'endless' });
    while ((await client.send(describe)).SecondaryStatus !== 'Training') assert.ok(Date.now() < deadline);
    await client.send(new StopTrainingJobCommand({ TrainingJobName: 'endless' }));
    await waitUntilTrainingJobCompletedOrStopped({ client, ...soon }, { TrainingJobName: 'endless' });
    const job = await client.send(describe);
    assert.equal(job.TrainingJobStatus, 'Stopped');
    assert.deepEqual(
      job.SecondaryStatusTransitions?.slice(-2).map(({ Status }) => Status),
      ['Stopping', 'Stopped'],
    );
    await assert.rejects(client.send(new StopTrainingJobCommand({ TrainingJobName: 'endless' })), {
      name: 'ValidationException',
      message: /in status Stopped/,
    });
  });

  it('stops a job that exceeds its runtime', async () => {
    await create('slow', {
      HyperParameters: { num_round: '1000000', max_depth: '8' },
      StoppingCondition: { MaxRuntimeInSeconds: 1 },
    });
    const job = await endOfJob(client, 'slow');
    assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus], ['Stopped', 'MaxRuntimeExceeded']);
  });

  it('fails in the container’s words', async () => {
    const bad = (HyperParameters: Record<string, string>) => ({ HyperParameters });
    assert.equal(
      await failure('no-rounds', bad({ max_depth: '5' })),
      'AlgorithmError: framework error: \nsagemaker_algorithm_toolkit.exceptions.UserError: Missing required hyperparameter: num_round, exit code: 1',
    );
    assert.match(
      await failure('bad-eta', bad({ num_round: '1', eta: '7' })),
      /Hyperparameter eta: 7.0 is not in \[0, 1\]/,
    );
    const named = (InputDataConfig: CreateTrainingJobRequest['InputDataConfig']) => ({ InputDataConfig });
    assert.match(
      await failure('no-train', named([channel('validation')])),
      /Missing required channel: train/,
    );
    assert.match(
      await failure('extra', named([channel('train'), channel('test', 's3://lab/plain/')])),
      /Extraneous channel found: test/,
    );
    assert.match(
      await failure('libsvm', named([{ ...channel('train'), ContentType: 'text/libsvm' }])),
      /practice account trains on text\/csv; channel train has the ContentType text\/libsvm/,
    );
    assert.match(
      await failure('label-2', named([{ ...channel('train'), ContentType: 'text/csv;label_size=2' }])),
      /label_size must be equal to 1/,
    );
    assert.match(
      await failure('pipe-3-2', {
        AlgorithmSpecification: { TrainingImage: imagePath('3.2-0'), TrainingInputMode: 'Pipe' },
      }),
      /Pipe mode for CSV is no longer supported/,
    );
    assert.match(
      await failure('no-output', { OutputDataConfig: { S3OutputPath: 's3://nowhere/x' } }),
      /Artifact upload failed/,
    );
  });

  it('says where the data is no CSV of numbers', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'lab', Key: 'header/a.csv', Body: 'rul,cycle\n1,2\n' }));
    assert.match(
      await failure('header', { InputDataConfig: [channel('train', 's3://lab/header/')] }),
      /Failed to load csv data with exception:\ncould not convert string to float: 'rul' \(line 1, column 1 of header\/a.csv\)/,
    );
  });

  it('refuses a request that AWS refuses', async () => {
    const refused = (message: RegExp, changes: Partial<CreateTrainingJobRequest>) =>
      assert.rejects(create('refused', changes), { name: 'ValidationException', message });
    const algorithm = (TrainingImage: string) => ({
      AlgorithmSpecification: { TrainingImage, TrainingInputMode: 'File' as const },
    });
    await refused(/'trainingJobName' failed to satisfy constraint: Member must satisfy regular/, {
      TrainingJobName: 'a_b',
    });
    await refused(/length less than or equal to 63/, { TrainingJobName: 'a'.repeat(64) });
    await refused(
      /does not run the image/,
      algorithm('683313688378.dkr.ecr.us-east-1.amazonaws.com/pytorch:2'),
    );
    await refused(/Requested image .* not found/, algorithm(imagePath('9.9-9')));
    await refused(/Invalid training image/, algorithm('xgboost'));
    await refused(/Gzip is supported in Pipe mode only/, {
      InputDataConfig: [{ ...channel('train'), CompressionType: 'Gzip' }],
    });
    await refused(
      /No S3 objects found under S3 URL "s3:\/\/lab\/nothing\/" .* \(us-east-1\), .* permissions on bucket "lab"\./,
      { InputDataConfig: [channel('train', 's3://lab/nothing/')] },
    );
    await refused(/Duplicate channel name: train/, { InputDataConfig: [channel('train'), channel('train')] });
    await refused(/enum value set/, {
      ResourceConfig: { InstanceType: 'ml.huge' as never, InstanceCount: 1, VolumeSizeInGB: 10 },
    });
    await refused(/InstanceCount must be 1/, {
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
    });
    await refused(/does not do CreateTrainingJob with EnableManagedSpotTraining/, {
      EnableManagedSpotTraining: true,
    });
  });

  it('lists jobs by name, state and time, in pages', async () => {
    const list = (input: ListTrainingJobsRequest) => client.send(new ListTrainingJobsCommand(input));
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await list({ SortBy: 'Name', SortOrder: 'Descending', MaxResults: 3, NextToken });
      names.push(...(page.TrainingJobSummaries ?? []).map(({ TrainingJobName }) => TrainingJobName));
      NextToken = page.NextToken;
    } while (NextToken);
    assert.ok(names.length > 6);
    assert.deepEqual(names, [...names].sort().reverse());
    assert.equal(new Set(names).size, names.length);
    const completed = await list({ StatusEquals: 'Completed', NameContains: 'pack' });
    assert.deepEqual(
      completed.TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName),
      ['packed'],
    );
    assert.deepEqual(
      (await list({ CreationTimeAfter: new Date(Date.now() + 60_000) })).TrainingJobSummaries,
      [],
    );
    await assert.rejects(list({ NextToken: 'nonsense' }), { name: 'ValidationException' });
  });

  it('knows no job that is not there, and none that was deleted', async () => {
    const missing = { name: 'ValidationException', message: 'Requested resource not found.' };
    const describe = (name: string) => client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    await assert.rejects(describe('never-was'), missing);
    await create('short-lived');
    await endOfJob(client, 'short-lived');
    await client.send(new DeleteTrainingJobCommand({ TrainingJobName: 'short-lived' }));
    await assert.rejects(describe('short-lived'), missing);
  });
});
