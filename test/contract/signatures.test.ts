import { Athena } from '@aws-sdk/client-athena';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Firehose } from '@aws-sdk/client-firehose';
import { Glue } from '@aws-sdk/client-glue';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntime } from '@aws-sdk/client-sagemaker-runtime';
import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

type Settings = TestAccount['client'];

const refusals: readonly [service: string, ask: (settings: Settings) => Promise<unknown>, error: string][] = [
  ['Athena', (settings) => new Athena(settings).listWorkGroups({}), 'InvalidSignatureException'],
  ['Firehose', (settings) => new Firehose(settings).listDeliveryStreams({}), 'InvalidSignatureException'],
  ['Glue', (settings) => new Glue(settings).getDatabases({}), 'InvalidSignatureException'],
  ['IAM', (settings) => new IAM(settings).listRoles({}), 'SignatureDoesNotMatch'],
  ['Logs', (settings) => new CloudWatchLogs(settings).describeLogGroups({}), 'InvalidSignatureException'],
  ['S3', (settings) => new S3(settings).listBuckets({}), 'SignatureDoesNotMatch'],
  [
    'S3, for a body',
    (settings) => new S3(settings).putObject({ Bucket: 'bucket', Key: 'key', Body: 'body' }),
    'SignatureDoesNotMatch',
  ],
  ['SageMaker', (settings) => new SageMaker(settings).listEndpoints({}), 'InvalidSignatureException'],
  [
    'the runtime of SageMaker',
    (settings) => new SageMakerRuntime(settings).invokeEndpoint({ EndpointName: 'e', Body: '1' }),
    'InvalidSignatureException',
  ],
  ['STS', (settings) => new STS(settings).getCallerIdentity({}), 'SignatureDoesNotMatch'],
];

describe('a request signed with a wrong secret', () => {
  let account: TestAccount;
  before(async () => {
    account = await startTestAccount();
  });
  after(() => account.close());

  for (const [service, ask, error] of refusals) {
    it(`is refused by ${service}`, async () => {
      const { client } = account;
      const credentials = { ...client.credentials, secretAccessKey: 'another' };
      await assert.rejects(ask({ ...client, credentials }), { name: error });
    });
  }
});
