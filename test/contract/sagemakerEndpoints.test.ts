import assert from 'node:assert/strict';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
  UpdateEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import { tarOf } from '../../src/practice/engines/boosting/tar.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { regressionTable } from '../support/regressionData.ts';
import { deploy, imagePath, putTrainingData, role, serve, soon, variantOf } from '../support/sagemaker.ts';

const table = regressionTable({ rows: 50, seed: 3 });
const payload = table.map(([, ...features]) => features.join(',')).join('\n');

describe('SageMaker endpoints', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  let runtime: SageMakerRuntimeClient;
  let s3: S3Client;
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
    runtime = new SageMakerRuntimeClient(account.client);
    s3 = new S3Client(account.client);
    await putTrainingData(s3);
    await serve(account, 'newer', '1.7-1');
    await serve(account, 'older', '1.2-1');
  });
  after(() => account.close());

  const invoke = async (EndpointName: string, Body: string, ContentType: string | undefined = 'text/csv') => {
    const reply = await runtime.send(new InvokeEndpointCommand({ EndpointName, Body, ContentType }));
    // The SDK has no body for an empty one.
    const reader = reply.Body as typeof reply.Body | null;
    return { ...reply, text: reader?.transformToString() ?? '' };
  };
  const invalid = (message: RegExp | string) => ({ name: 'ValidationException', message });

  it('predict for as many rows as they are sent, near the labels', async () => {
    const { text, ContentType, InvokedProductionVariant } = await invoke('newer', payload);
    assert.equal(ContentType, 'text/csv; charset=utf-8');
    assert.equal(InvokedProductionVariant, 'AllTraffic');
    const predictions = text.trimEnd().split('\n').map(Number);
    assert.equal(predictions.length, table.length);
    const error = Math.sqrt(
      predictions.reduce((sum, each, row) => sum + (each - (table[row]?.[0] ?? NaN)) ** 2, 0) / table.length,
    );
    assert.ok(error < 12, `RMSE ${error}`);
  });

  it('answer in the form of their image: one line with commas up to 1.2-1, a line a row after', async () => {
    const [newer, older] = await Promise.all([invoke('newer', payload), invoke('older', payload)]);
    assert.deepEqual(older.text.split(','), newer.text.trimEnd().split('\n'));
    const [single] = payload.split('\n');
    assert.match((await invoke('older', single ?? '')).text, /^\d+\.\d+$/);
    assert.match((await invoke('newer', single ?? '')).text, /^\d+\.\d+\n$/);
  });

  it('answer nothing to nothing', async () => {
    assert.equal((await invoke('newer', '')).text, '');
  });

  it('blame the caller for rows the model cannot take, with the container’s words', async () => {
    const refused = async (
      endpoint: string,
      body: string,
      status: number,
      words: RegExp,
      type = 'text/csv',
    ) => {
      await assert.rejects(invoke(endpoint, body, type), (error: Record<string, unknown>) => {
        assert.equal(error['name'], 'ModelError');
        assert.equal((error['$metadata'] as { httpStatusCode: number }).httpStatusCode, 424);
        assert.equal(error['OriginalStatusCode'], status);
        assert.match(String(error['OriginalMessage']), words);
        assert.match(String(error['LogStreamArn']), /log-group:\/aws\/sagemaker\/Endpoints\//);
        assert.match(
          String(error['message']),
          new RegExp(`^Received client error \\(${status}\\) from primary`),
        );
        return true;
      });
    };
    await refused(
      'newer',
      'a,b,c',
      415,
      /Loading csv data failed with Exception.*\n.*\n could not convert string to float: 'a'/s,
    );
    await refused('newer', '1,2,3\n4,5', 415, /expected 3 columns/);
    await refused(
      'newer',
      '1,2,3,4,5,6,7',
      400,
      /Number of columns does not match number of features in booster/,
    );
    await refused(
      'older',
      '1,2,3',
      400,
      /Feature size of csv inference data 3 is not consistent with feature size of trained model 6/,
    );
    await refused('newer', '{}', 415, /application\/json is not an accepted ContentType/, 'application/json');
    await refused('newer', '1:2', 415, /read text\/csv/, 'text/libsvm');
  });

  it('take at most 6 MiB', async () => {
    const row = '1,2,3,4,5,6\n';
    const most = row.repeat(Math.floor(6_291_456 / row.length));
    assert.equal((await invoke('newer', most)).text.trimEnd().split('\n').length, most.length / row.length);
    await assert.rejects(invoke('newer', most + row), (error: { $metadata: { httpStatusCode: number } }) => {
      assert.equal(error.$metadata.httpStatusCode, 413);
      return true;
    });
  });

  it('are not found by a name that none has', async () => {
    await assert.rejects(invoke('nowhere', payload), {
      name: 'ValidationError',
      message: 'Endpoint nowhere of account 123456789012 not found.',
    });
    await assert.rejects(
      client.send(new DescribeEndpointCommand({ EndpointName: 'nowhere' })),
      invalid('Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/nowhere".'),
    );
  });

  it('serve again after a restart, also when the model’s object is gone', async () => {
    await serve(account, 'lasting');
    const before = await invoke('lasting', payload);
    await s3.send(new DeleteObjectCommand({ Bucket: 'lab', Key: 'models/lasting/output/model.tar.gz' }));
    await account.restart();
    const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: 'lasting' }));
    assert.equal(endpoint.EndpointStatus, 'InService');
    assert.equal((await invoke('lasting', payload)).text, before.text);
  });

  it('change to another configuration', async () => {
    await serve(account, 'changing', '1.7-1');
    assert.match((await invoke('changing', payload)).text, /\n/);
    await client.send(new UpdateEndpointCommand({ EndpointName: 'changing', EndpointConfigName: 'older' }));
    await waitUntilEndpointInService({ client, ...soon }, { EndpointName: 'changing' });
    const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: 'changing' }));
    assert.equal(endpoint.EndpointConfigName, 'older');
    assert.equal(endpoint.ProductionVariants?.[0]?.DeployedImages?.[0]?.SpecifiedImage, imagePath('1.2-1'));
    assert.doesNotMatch((await invoke('changing', payload)).text, /\n/);
  });

  it('are gone once deleted', async () => {
    await serve(account, 'leaving');
    await client.send(new DeleteEndpointCommand({ EndpointName: 'leaving' }));
    await waitUntilEndpointDeleted({ client, ...soon }, { EndpointName: 'leaving' });
    await assert.rejects(invoke('leaving', payload), { name: 'ValidationError' });
  });

  it('fail with the reason when their model cannot be had or read', async () => {
    const put = (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: 'lab', Key, Body }));
    await put('gone.tar.gz', Buffer.from('x'));
    await put('bad.tar.gz', gzipSync(tarOf('xgboost-model', Buffer.from('no model'), new Date())));
    const failed = async (name: string) => {
      await assert.rejects(waitUntilEndpointInService({ client, ...soon }, { EndpointName: name }));
      const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: name }));
      assert.equal(endpoint.EndpointStatus, 'Failed');
      return endpoint.FailureReason ?? '';
    };
    await assert.rejects(deploy(client, 'bad', 's3://lab/bad.tar.gz'));
    assert.match(await failed('bad'), /AllTraffic did not pass the ping health check/);
    const container = { Image: imagePath(), ModelDataUrl: 's3://lab/gone.tar.gz' };
    await client.send(
      new CreateModelCommand({ ModelName: 'gone', PrimaryContainer: container, ExecutionRoleArn: role }),
    );
    await s3.send(new DeleteObjectCommand({ Bucket: 'lab', Key: 'gone.tar.gz' }));
    await client.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'gone',
        ProductionVariants: [variantOf('gone')],
      }),
    );
    await client.send(new CreateEndpointCommand({ EndpointName: 'gone', EndpointConfigName: 'gone' }));
    assert.match(
      await failed('gone'),
      /^Failed to download model data for container "container_1" from URL: "s3:\/\/lab\/gone.tar.gz"/,
    );
    await client.send(new DeleteEndpointCommand({ EndpointName: 'gone' }));
    await waitUntilEndpointDeleted({ client, ...soon }, { EndpointName: 'gone' });
  });

  it('models and configurations are refused, listed, described and deleted as AWS does', async () => {
    const container = { Image: imagePath(), ModelDataUrl: 's3://lab/models/newer/output/model.tar.gz' };
    const model = (ModelName: string, change = {}) =>
      client.send(
        new CreateModelCommand({
          ModelName,
          PrimaryContainer: { ...container, ...change },
          ExecutionRoleArn: role,
        }),
      );
    await assert.rejects(
      model('newer'),
      invalid(/^Cannot create already existing model "arn:.*:model\/newer"\.$/),
    );
    await assert.rejects(
      model('x', { ModelDataUrl: 's3://lab/none' }),
      invalid('Could not find model data at s3://lab/none.'),
    );
    await assert.rejects(model('x', { Image: 'a/b' }), invalid(/Invalid training image/));
    await assert.rejects(model('x', { Mode: 'MultiModel' }), invalid(/MultiModel/));

    const config = (EndpointConfigName: string, change = {}) =>
      client.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName,
          ProductionVariants: [{ ...variantOf('newer'), ...change }],
        }),
      );
    await assert.rejects(config('newer'), invalid(/^Cannot create already existing endpoint configuration/));
    await assert.rejects(
      config('x', { ModelName: 'none' }),
      invalid(/^Could not find model "arn:.*:model\/none"\.$/),
    );
    await assert.rejects(config('x', { InstanceType: 'ml.none' }), invalid(/enum value set/));
    await assert.rejects(
      config('x', { ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }),
      invalid(/does not do CreateEndpointConfig with ServerlessConfig/),
    );
    await assert.rejects(
      client.send(new CreateEndpointCommand({ EndpointName: 'x', EndpointConfigName: 'none' })),
      invalid(/^Could not find endpoint configuration/),
    );
    await assert.rejects(
      client.send(new CreateEndpointCommand({ EndpointName: 'newer', EndpointConfigName: 'newer' })),
      invalid(/^Cannot create already existing endpoint/),
    );

    const listed = {
      models: await client.send(
        new ListModelsCommand({ NameContains: 'e', SortBy: 'Name', SortOrder: 'Ascending', MaxResults: 2 }),
      ),
      configs: await client.send(new ListEndpointConfigsCommand({ NameContains: 'newer' })),
      endpoints: await client.send(
        new ListEndpointsCommand({ StatusEquals: 'InService', SortBy: 'Name', SortOrder: 'Ascending' }),
      ),
    };
    assert.equal(listed.models.Models?.length, 2);
    assert.ok(listed.models.NextToken);
    assert.deepEqual(
      listed.configs.EndpointConfigs?.map(({ EndpointConfigName }) => EndpointConfigName),
      ['newer'],
    );
    const inService = listed.endpoints.Endpoints?.map(({ EndpointName }) => EndpointName) ?? [];
    assert.deepEqual(inService, [...inService].sort());
    assert.ok(inService.includes('newer') && !inService.includes('bad'));

    const described = await client.send(new DescribeModelCommand({ ModelName: 'newer' }));
    assert.deepEqual(described.PrimaryContainer, container);
    const { ProductionVariants } = await client.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'newer' }),
    );
    assert.equal(ProductionVariants?.[0]?.InitialVariantWeight, 1);

    await model('spare');
    await client.send(new DeleteModelCommand({ ModelName: 'spare' }));
    await assert.rejects(
      client.send(new DescribeModelCommand({ ModelName: 'spare' })),
      invalid(/^Could not find model/),
    );
    await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'bad' }));
    await assert.rejects(
      client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'bad' })),
      invalid(/^Could not find endpoint configuration/),
    );
  });
});
