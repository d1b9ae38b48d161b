import assert from 'node:assert/strict';
import { S3Client } from '@aws-sdk/client-s3';
import {
  SageMaker,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker';
import { paginateListServiceQuotas, ServiceQuotas } from '@aws-sdk/client-service-quotas';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import {
  endOfJob,
  endOfTuning,
  imagePath,
  putTrainingData,
  role,
  soon,
  trainingRequest,
  transformRequest,
  tuningRequest,
  variantOf,
} from '../support/sagemaker.ts';

const ServiceCode = 'sagemaker';

describe('Service Quotas', () => {
  let account: TestAccount;
  let quotas: ServiceQuotas;
  before(async () => {
    account = await startTestAccount();
    quotas = new ServiceQuotas(account.client);
  });
  after(() => account.close());

  it('has SageMaker’s, with AWS’s names, codes and defaults beside the account’s values', async () => {
    const { Services } = await quotas.listServices({});
    assert.deepEqual(Services, [{ ServiceCode, ServiceName: 'Amazon SageMaker' }]);
    const QuotaCode = 'L-29C181D7';
    const { Quota } = await quotas.getServiceQuota({ ServiceCode, QuotaCode });
    assert.equal(Quota?.QuotaName, 'ml.t2.medium for endpoint usage');
    assert.ok((Quota.Value ?? 0) > 2);
    assert.equal(Quota.QuotaArn, `arn:aws:servicequotas:us-east-1:123456789012:sagemaker/${QuotaCode}`);
    const byDefault = await quotas.getAWSDefaultServiceQuota({ ServiceCode, QuotaCode });
    assert.deepEqual([byDefault.Quota?.QuotaName, byDefault.Quota?.Value], [Quota.QuotaName, 2]);
    const { Quotas: defaults = [] } = await quotas.listAWSDefaultServiceQuotas({ ServiceCode });
    const training = defaults.find(({ QuotaName }) => QuotaName === 'ml.m5.large for training job usage');
    assert.deepEqual([training?.QuotaCode, training?.Value], ['L-611FA074', 0]);
  });

  it('lists them in pages, each once, with codes and names of their own', async () => {
    const found = [];
    for await (const { Quotas = [] } of paginateListServiceQuotas(
      { client: quotas, pageSize: 7 },
      { ServiceCode },
    )) {
      assert.ok(Quotas.length <= 7);
      found.push(...Quotas);
    }
    const { Quotas: all = [] } = await quotas.listServiceQuotas({ ServiceCode });
    assert.deepEqual(found, all);
    assert.equal(new Set(all.map(({ QuotaCode }) => QuotaCode)).size, all.length);
    assert.equal(new Set(all.map(({ QuotaName }) => QuotaName)).size, all.length);
    const one = await quotas.listServiceQuotas({ ServiceCode, QuotaCode: 'L-611FA074' });
    assert.deepEqual(
      one.Quotas?.map(({ QuotaName }) => QuotaName),
      ['ml.m5.large for training job usage'],
    );
  });

  it('says what it does not have, and refuses bad pages', async () => {
    const none = { name: 'NoSuchResourceException' };
    await assert.rejects(quotas.listServiceQuotas({ ServiceCode: 'ec2' }), none);
    await assert.rejects(quotas.getServiceQuota({ ServiceCode, QuotaCode: 'L-00000000' }), none);
    await assert.rejects(
      quotas.getAWSDefaultServiceQuota({ ServiceCode: 'ec2', QuotaCode: 'L-611FA074' }),
      none,
    );
    await assert.rejects(quotas.listServiceQuotas({ ServiceCode, MaxResults: 101 }), {
      name: 'IllegalArgumentException',
    });
    await assert.rejects(quotas.listServiceQuotas({ ServiceCode, NextToken: 'x' }), {
      name: 'InvalidPaginationTokenException',
    });
    await assert.rejects(
      quotas.requestServiceQuotaIncrease({ ServiceCode, QuotaCode: 'L-611FA074', DesiredValue: 9 }),
      {
        name: 'UnknownOperationException',
      },
    );
  });
});

describe('SageMaker’s quotas on instances', () => {
  let account: TestAccount;
  let client: SageMaker;
  before(async () => {
    account = await startTestAccount();
    client = new SageMaker(account.client);
    await putTrainingData(new S3Client(account.client));
  });
  after(() => account.close());

  const exceeded = (text: string) => ({
    name: 'ResourceLimitExceeded',
    message: new RegExp(`^The account-level service limit '${text}\\. Please use AWS Service Quotas`),
  });
  const nothing = (name: string) =>
    `${name}' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances`;

  it('hold training and tuning jobs, in AWS’s words', async () => {
    const p5 = { InstanceType: 'ml.p5.48xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 10 };
    await assert.rejects(
      client.createTrainingJob(trainingRequest('big', { ResourceConfig: p5 })),
      exceeded(nothing('ml.p5.48xlarge for training job usage')),
    );
    await assert.rejects(
      client.createHyperParameterTuningJob(
        tuningRequest('many', {
          ResourceLimits: { MaxNumberOfTrainingJobs: 30, MaxParallelTrainingJobs: 21 },
        }),
      ),
      exceeded(
        "ml.m5.large for training job usage' is 20 Instances, with current utilization of 0 Instances and a request delta of 21 Instances",
      ),
    );
    const half = { ResourceLimits: { MaxNumberOfTrainingJobs: 12, MaxParallelTrainingJobs: 12 } };
    await client.createHyperParameterTuningJob(tuningRequest('first', half));
    await assert.rejects(
      client.createHyperParameterTuningJob(tuningRequest('second', half)),
      exceeded(
        "ml.m5.large for training job usage' is 20 Instances, with current utilization of 12 Instances and a request delta of 12 Instances",
      ),
    );
    await client.stopHyperParameterTuningJob({ HyperParameterTuningJobName: 'first' });
    await endOfTuning(client, 'first');
    await client.createTrainingJob(trainingRequest('fits'));
    assert.equal((await endOfJob(client, 'fits')).TrainingJobStatus, 'Completed');
  });

  it('hold endpoints and transform jobs', async () => {
    const job = await client.describeTrainingJob({ TrainingJobName: 'fits' });
    await client.createModel({
      ModelName: 'served',
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: imagePath(), ModelDataUrl: job.ModelArtifacts?.S3ModelArtifacts },
    });
    const variant = (VariantName: string, InitialInstanceCount: number) => ({
      ...variantOf('served'),
      VariantName,
      InitialInstanceCount,
    });
    const configure = (EndpointConfigName: string, ...ProductionVariants: ReturnType<typeof variant>[]) =>
      client.createEndpointConfig({ EndpointConfigName, ProductionVariants });
    await configure('too-many', variant('a', 11), variant('b', 11));
    const create = (name: string) => client.createEndpoint({ EndpointName: name, EndpointConfigName: name });
    await assert.rejects(
      create('too-many'),
      exceeded(
        "ml.t2.medium for endpoint usage' is 20 Instances, with current utilization of 0 Instances and a request delta of 22 Instances",
      ),
    );
    await configure('most', variant('a', 20));
    await create('most');
    await configure('one', variant('a', 1));
    await assert.rejects(
      create('one'),
      exceeded(
        "ml.t2.medium for endpoint usage' is 20 Instances, with current utilization of 20 Instances and a request delta of 1 Instances",
      ),
    );
    assert.deepEqual(
      (await client.listEndpoints({})).Endpoints?.map(({ EndpointName }) => EndpointName),
      ['most'],
    );
    await assert.rejects(
      client.createTransformJob(
        transformRequest(
          't',
          { TransformResources: { InstanceType: 'ml.g4dn.xlarge', InstanceCount: 1 } },
          's3://lab/plain/train/',
        ),
      ),
      exceeded(nothing('ml.g4dn.xlarge for transform job usage')),
    );
  });

  it('hold notebook instances, but for those that are stopped', async () => {
    const create = (name: string) =>
      client.createNotebookInstance({
        NotebookInstanceName: name,
        InstanceType: 'ml.t3.medium',
        RoleArn: role,
      });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of names) await create(name);
    const full = exceeded(
      "ml.t3.medium for notebook instance usage' is 6 Instances, with current utilization of 6 Instances and a request delta of 1 Instances",
    );
    await assert.rejects(create('g'), full);
    const a = { NotebookInstanceName: 'a' };
    await waitUntilNotebookInstanceInService({ client, ...soon }, a);
    await client.stopNotebookInstance(a);
    await waitUntilNotebookInstanceStopped({ client, ...soon }, a);
    await create('g');
    await assert.rejects(client.startNotebookInstance(a), full);
  });
});
