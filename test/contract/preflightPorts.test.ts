import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentity } from '../../src/aws/identity.ts';
import { createInstances } from '../../src/aws/instances.ts';
import { createQuotas } from '../../src/aws/quotas.ts';
import { connectedAccount } from '../support/connectedAccount.ts';

type Input = Readonly<Record<string, unknown>>;

/** What an operation refuses with. */
const refusal = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** A server that answers AWS's JSON operations by their names, an Error as a refusal, and any other request with an empty STS answer. */
async function answering(
  operations: Readonly<Record<string, (input: Input) => unknown>>,
  date: Date = new Date(),
) {
  const asked: string[] = [];
  const server = http.createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target'] ?? '.').split('.')[1] ?? '';
      asked.push(operation);
      reply.setHeader('date', date.toUTCString());
      const answer = operations[operation]?.(JSON.parse(Buffer.concat(chunks).toString() || '{}') as Input);
      if (answer instanceof Error) {
        reply.statusCode = 400;
        reply.end(JSON.stringify({ __type: answer.name, message: answer.message }));
      } else if (answer) reply.end(JSON.stringify(answer));
      else reply.end('<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    settings: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'secret' },
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe('the port of quotas', () => {
  const quota = (QuotaName: string, Value: number) => ({ QuotaName, Value });

  it('reads page by page until it knows every name, and takes defaults for what nobody has changed', async () => {
    const server = await answering({
      ListServiceQuotas: ({ NextToken }) =>
        NextToken === undefined
          ? { Quotas: [quota('a', 1), quota('other', 9)], NextToken: 'more' }
          : { Quotas: [quota('b', 2)] },
      ListAWSDefaultServiceQuotas: () => ({ Quotas: [quota('a', 0), quota('c', 3)], NextToken: 'unread' }),
    });
    const quotas = createQuotas(new ServiceQuotasClient(server.settings));
    const all = await quotas.values('sagemaker', ['a', 'b', 'c']);
    assert.deepEqual([...all].sort(), [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    assert.deepEqual(server.asked, ['ListServiceQuotas', 'ListServiceQuotas', 'ListAWSDefaultServiceQuotas']);
    server.asked.length = 0;
    assert.deepEqual([...(await quotas.values('sagemaker', ['a']))], [['a', 1]]);
    assert.deepEqual(server.asked, ['ListServiceQuotas']);
    server.close();
  });
});

describe('the port of instances', () => {
  it('tells what jobs and endpoints run on, with the instances that an endpoint has now', async () => {
    const server = await answering({
      ListTrainingJobs: ({ StatusEquals }) => ({
        TrainingJobSummaries: StatusEquals === 'InProgress' ? [{ TrainingJobName: 'train' }] : [],
      }),
      DescribeTrainingJob: () => ({ ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2 } }),
      ListTransformJobs: ({ StatusEquals }) => ({
        TransformJobSummaries: StatusEquals === 'InProgress' ? [{ TransformJobName: 'transform' }] : [],
      }),
      DescribeTransformJob: () => ({
        TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
      }),
      ListEndpoints: () => ({ Endpoints: [{ EndpointName: 'endpoint' }] }),
      DescribeEndpoint: () => ({
        EndpointConfigName: 'config',
        ProductionVariants: [{ VariantName: 'one', CurrentInstanceCount: 3 }],
      }),
      DescribeEndpointConfig: () => ({
        ProductionVariants: [{ VariantName: 'one', InstanceType: 'ml.t2.medium', InitialInstanceCount: 1 }],
      }),
    });
    const instances = createInstances(new SageMakerClient(server.settings));
    const used = (name: string, instanceType: string, count: number) => ({
      inUse: [{ name, instanceType, count }],
      unseen: [],
    });
    assert.deepEqual(await instances.training(), used('train', 'ml.m5.large', 2));
    assert.deepEqual(await instances.transform(), used('transform', 'ml.m5.xlarge', 1));
    assert.deepEqual(await instances.endpoint(), used('endpoint', 'ml.t2.medium', 3));
    server.close();
  });

  it('leaves out what has gone since it was listed, and names what may not be looked at', async () => {
    const endpoint = (status: string) => ({ EndpointConfigName: status, EndpointStatus: status });
    const server = await answering({
      ListTrainingJobs: () => ({ TrainingJobSummaries: [{ TrainingJobName: 'gone' }] }),
      DescribeTrainingJob: () => refusal('ValidationException', 'Requested resource not found.'),
      ListTransformJobs: () => refusal('AccessDeniedException', 'not authorized'),
      ListEndpoints: () => ({
        Endpoints: ['gone', 'Deleting', 'hidden', 'InService', 'seen'].map((EndpointName) => ({
          EndpointName,
        })),
      }),
      DescribeEndpoint: ({ EndpointName: name }) => {
        if (name === 'gone') return refusal('ValidationException', 'Could not find endpoint "gone".');
        return name === 'hidden'
          ? refusal('AccessDeniedException', 'not authorized')
          : endpoint(String(name));
      },
      DescribeEndpointConfig: ({ EndpointConfigName: name }) =>
        name === 'seen'
          ? { ProductionVariants: [{ InstanceType: 'ml.t2.medium', InitialInstanceCount: 2 }] }
          : refusal('ValidationException', 'Could not find endpoint configuration "config".'),
    });
    const instances = createInstances(new SageMakerClient(server.settings));
    assert.deepEqual(await instances.training(), { inUse: [], unseen: [] });
    await assert.rejects(instances.transform(), { name: 'AccessDeniedException' });
    assert.deepEqual(await instances.endpoint(), {
      inUse: [{ name: 'seen', instanceType: 'ml.t2.medium', count: 2 }],
      // An endpoint whose configuration is gone runs on instances all the same, until it is deleted.
      unseen: ['hidden', 'InService'],
    });
    server.close();
  });
});

describe('the port of identity', () => {
  it("tells when credentials end, and how far AWS's clock is from this machine's", async () => {
    const ends = new Date(Date.now() + 3_600_000);
    const server = await answering({}, new Date(Date.now() + 600_000));
    const keys = { ...server.settings.credentials, expiration: ends };
    const sts = new STSClient({ ...server.settings, credentials: () => Promise.resolve(keys) });
    const identity = createIdentity(sts, new IAMClient(server.settings));
    await identity.caller();
    const session = await identity.session();
    assert.equal(session.ends?.getTime(), ends.getTime());
    assert.ok(Math.abs(session.clockOffset - 600_000) < 60_000, String(session.clockOffset));
    server.close();
  });
});

describe('the ports that preflight asks besides', () => {
  const account = connectedAccount({ provisioned: true });

  it('tell what a practice account says of work group, classifier, role and region', async () => {
    const { workGroups, crawlers, permissions, buckets, identity } = account().ports;
    assert.deepEqual(await workGroups.get('primary'), {
      name: 'primary',
      enabled: true,
      enforced: false,
      output: '',
      managed: false,
      bytesScannedCutoff: undefined,
    });
    assert.deepEqual(await crawlers.classifier('cmapss_classify'), {
      name: 'cmapss_classify',
      delimiter: ' ',
      header: 'ABSENT',
      columns: [],
    });
    assert.equal(await crawlers.classifier('nobodys'), undefined);
    assert.equal(await permissions.role('nobodys'), undefined);
    const [bucket] = await buckets.list();
    assert.equal(await buckets.region(bucket!.name), 'us-east-1');
    const { ends, clockOffset } = await identity.session();
    assert.equal(ends, undefined);
    assert.ok(Math.abs(clockOffset) < 60_000);
  });
});
