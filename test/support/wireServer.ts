import * as athena from '@aws-sdk/client-athena';
import * as firehose from '@aws-sdk/client-firehose';
import * as glue from '@aws-sdk/client-glue';
import * as runtime from '@aws-sdk/client-sagemaker-runtime';
import { AwsError } from '../../src/practice/awsError.ts';
import { createClock } from '../../src/practice/clock.ts';
import { startServer } from '../../src/practice/server.ts';
import type { ModelledService, Operation } from '../../src/practice/service.ts';
import { stsService } from '../../src/practice/services/sts/stsService.ts';

export const wireCredentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'secret' };

function jsonService(
  title: string,
  signingName: string,
  target: string,
  model: ModelledService['model'],
  operations: Record<string, Operation>,
): ModelledService {
  return { title, signingName, wire: { protocol: 'json', target }, model, operations, refuses: [] };
}

/** Services whose operations show what arrived, or answer badly on purpose. */
export const wireServices: ModelledService[] = [
  jsonService('Firehose', 'firehose', 'Firehose_20150804', firehose, {
    PutRecordBatch: ({ Records = [] }: firehose.PutRecordBatchInput): firehose.PutRecordBatchOutput => ({
      FailedPutCount: 0,
      RequestResponses: Records.map(({ Data = new Uint8Array() }) => ({
        RecordId: Buffer.from(Data).toString('hex'),
      })),
    }),
    PutRecord: () => {
      throw new AwsError('ServiceUnavailableException', 'Slow down.');
    },
    ListDeliveryStreams: () => ({ DeliveryStreamNames: ['a'] }),
    DescribeDeliveryStream: () => {
      throw new Error('a defect');
    },
    DeleteDeliveryStream: () => undefined,
  }),
  jsonService('Glue', 'glue', 'AWSGlue', glue, {
    GetTable: ({ CatalogId, Name }: glue.GetTableRequest): glue.GetTableResponse => ({
      Table: { Name, ...(CatalogId ? { Description: CatalogId } : {}), CreateTime: new Date(1e12 + 500) },
    }),
    StartCrawler: ({ Name }: glue.StartCrawlerRequest) => {
      throw new AwsError('CrawlerRunningException', `Crawler with name ${Name ?? ''} has already started`);
    },
  }),
  jsonService('Athena', 'athena', 'AmazonAthena', athena, {
    GetWorkGroup: () => {
      throw new AwsError('InvalidRequestException', 'WorkGroup is not found.', {
        members: { AthenaErrorCode: 'INVALID_INPUT', ErrorCode: 'INVALID_INPUT' },
      });
    },
  }),
  {
    title: 'SageMaker Runtime',
    signingName: 'sagemaker',
    wire: { protocol: 'restJson' },
    model: runtime,
    operations: {
      InvokeEndpoint: ({ EndpointName, Body, ContentType, Accept }: runtime.InvokeEndpointInput) => {
        if (EndpointName === 'broken') {
          throw new AwsError('ModelError', 'Received client error (415) from primary', {
            members: {
              OriginalStatusCode: 415,
              OriginalMessage: 'Loading csv data failed',
              LogStreamArn: 'arn:x',
            },
          });
        }
        return {
          Body: Buffer.concat([Buffer.from(`${EndpointName ?? ''}|`), Body!]),
          ContentType: Accept ?? ContentType,
          InvokedProductionVariant: 'AllTraffic',
        };
      },
    },
    refuses: [],
  },
  ...(stsService().services as ModelledService[]),
];

/** The practice account's server over these services. */
export interface WireServer {
  readonly port: number;
  /** What an SDK client is constructed with. */
  settings(changes?: object): {
    endpoint: string;
    region: string;
    credentials: typeof wireCredentials;
    maxAttempts: number;
  };
  close(): Promise<void>;
}

export async function startWireServer(): Promise<WireServer> {
  const served = {
    services: () => Promise.resolve(wireServices),
    credentials: wireCredentials,
    clock: createClock(0),
  };
  const server = await startServer(served, 0);
  return {
    port: server.port,
    settings: (changes = {}) => ({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: 'us-east-1',
      // The SDK writes into the credentials that it is given.
      credentials: { ...wireCredentials },
      maxAttempts: 1,
      ...changes,
    }),
    close: () => server.close(),
  };
}
