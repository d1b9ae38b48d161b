import assert from 'node:assert/strict';
import {
  CreateTrainingJobCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount } from '../support/practice.ts';
import { regressionTable } from '../support/regressionData.ts';
import { deploy, endOfJob, putTrainingData, soon, trainingRequest } from '../support/sagemaker.ts';

const table = regressionTable({ rows: 50, seed: 3 });
const payload = table.map(([, ...features]) => features.join(',')).join('\n');

describe('SageMaker training jobs across a restart', () => {
  it('end Failed with the reason when the account stopped under them', async () => {
    const account = await startTestAccount();
    try {
      const client = new SageMakerClient(account.client);
      await putTrainingData(new S3Client(account.client));
      await client.send(
        new CreateTrainingJobCommand(
          trainingRequest('unfinished', { HyperParameters: { num_round: '1000000' } }),
        ),
      );
      await account.restart();
      const job = await endOfJob(client, 'unfinished');
      assert.equal(job.TrainingJobStatus, 'Failed');
      assert.match(job.FailureReason ?? '', /the practice account was stopped/);
      await new S3Client(account.client).send(new CreateBucketCommand({ Bucket: 'alive' }));
    } finally {
      await account.close();
    }
  });
});

describe('SageMaker endpoints that take their time', () => {
  it('are Creating until they are InService, and go on after a restart', async () => {
    // A deployment takes about a second at this pace: longer than the requests that come meanwhile.
    const account = await startTestAccount({ pace: 0.004 });
    try {
      const client = new SageMakerClient(account.client);
      const runtime = new SageMakerRuntimeClient(account.client);
      await putTrainingData(new S3Client(account.client));
      await client.send(new CreateTrainingJobCommand(trainingRequest('slow')));
      const job = await endOfJob(client, 'slow');
      const url = job.ModelArtifacts?.S3ModelArtifacts ?? '';
      const serving = deploy(client, 'slow', url);
      const describe = new DescribeEndpointCommand({ EndpointName: 'slow' });
      const status = async () => {
        const reply = await client.send(describe).catch(() => undefined);
        return reply?.EndpointStatus;
      };
      const deadline = Date.now() + 20_000;
      while ((await status()) !== 'Creating') assert.ok(Date.now() < deadline);
      const invoke = new InvokeEndpointCommand({
        EndpointName: 'slow',
        Body: payload,
        ContentType: 'text/csv',
      });
      await assert.rejects(runtime.send(invoke), { name: 'ValidationError' });
      await assert.rejects(client.send(new DeleteEndpointCommand({ EndpointName: 'slow' })), {
        name: 'ValidationException',
        message: /^Cannot update in-progress endpoint "arn:/,
      });
      await Promise.allSettled([serving, account.restart()]);
      await waitUntilEndpointInService({ client, ...soon }, { EndpointName: 'slow' });
      const reply = await runtime.send(invoke);
      assert.equal(reply.Body.transformToString().trimEnd().split('\n').length, table.length);
    } finally {
      await account.close();
    }
  });
});
