import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import type { LabAccount, Ports } from '../lab/account.ts';
import { unlessAborted } from '../lab/follow/unlessAborted.ts';
import type { AwsCall } from '../lab/ports/accounts.ts';
import { createBuckets } from './buckets.ts';
import { logCalls } from './callLog.ts';
import { createCatalog } from './catalog.ts';
import { clientSettings, type Connection } from './connection.ts';
import { createCrawlers } from './crawlers.ts';
import { credentialsOf, type CredentialsSource } from './credentials.ts';
import { createDeliveryStreams } from './deliveryStreams.ts';
import { createEndpoints } from './endpoints.ts';
import { createIdentity } from './identity.ts';
import { createInstances } from './instances.ts';
import { createJobs } from './jobs.ts';
import { createLogs } from './logs.ts';
import { createMetrics } from './metrics.ts';
import { createNotebooks } from './notebooks.ts';
import { createParquetFiles } from './parquetFiles.ts';
import { createPermissions } from './permissions.ts';
import { profileEndpoint } from './profiles.ts';
import { createQueries } from './queries.ts';
import { createQuotas } from './quotas.ts';
import { createStacks } from './stacks.ts';
import { createTrainingJobs } from './trainingJobs.ts';
import { createTransformJobs } from './transformJobs.ts';
import { createTuningJobs } from './tuningJobs.ts';
import { createWorkflows } from './workflows.ts';
import { createWorkGroups } from './workGroups.ts';

/** What is told while connecting and after. */
interface Watch {
  /** Told of every request, once it is answered. */
  readonly onCall?: ((call: AwsCall) => void) | undefined;
  /** Ends the connecting. */
  readonly signal?: AbortSignal | undefined;
}

/** Connects to a practice account that serves at `endpoint`; `pace` is its own. */
export function connectPractice(
  practice: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly pace: number;
  },
  watch?: Watch,
): Promise<LabAccount> {
  const { endpoint, region, credentials, pace } = practice;
  return connect('practice', { endpoint, region, credentials }, pace, watch);
}

/** Connects to AWS with credentials of that source. */
export async function connectAws(
  source: CredentialsSource,
  region: string,
  watch?: Watch,
): Promise<LabAccount> {
  const profile = source.kind === 'profile' ? source.profile : undefined;
  const endpoint = await endpointOf(source);
  const credentials = credentialsOf(source, region);
  return connect('aws', { endpoint, region, credentials, source, profile }, 1, watch);
}

/** The address that goes with the credentials: whoever names neither gets what every AWS tool would take. */
async function endpointOf(source: CredentialsSource): Promise<string | undefined> {
  if (source.kind === 'profile') return profileEndpoint(source.profile);
  return source.kind === 'usual' ? process.env['AWS_ENDPOINT_URL'] : undefined;
}

async function connect(
  kind: LabAccount['kind'],
  connection: Connection,
  pace: number,
  { onCall, signal }: Watch = {},
): Promise<LabAccount> {
  const { ports, close } = connectPorts(connection, onCall);
  try {
    // The first request of every session: it tells whose account this is, and whether the credentials hold.
    const identity = await unlessAborted(ports.identity.caller(signal), signal);
    return { kind, region: connection.region, identity, pace, ports, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The ports over the SDK's clients, all made here from one connection. */
function connectPorts(connection: Connection, onCall: Watch['onCall']): { ports: Ports; close: () => void } {
  // The SDK's versions are pinned, so its advice about later ones helps nobody who runs the lab.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const settings = clientSettings(connection);
  const clients = {
    s3: new S3Client({ ...settings, forcePathStyle: connection.endpoint !== undefined }),
    firehose: new FirehoseClient(settings),
    // A put whose answer got lost may have been taken: the lab itself looks before it sends anything again.
    puts: new FirehoseClient({ ...settings, maxAttempts: 1 }),
    glue: new GlueClient(settings),
    athena: new AthenaClient(settings),
    sagemaker: new SageMakerClient(settings),
    runtime: new SageMakerRuntimeClient(settings),
    sts: new STSClient(settings),
    iam: new IAMClient(settings),
    logs: new CloudWatchLogsClient(settings),
    stacks: new CloudFormationClient(settings),
    quotas: new ServiceQuotasClient(settings),
    metrics: new CloudWatchClient(settings),
  };
  if (onCall) logCalls(Object.values(clients), onCall);
  const buckets = createBuckets(clients.s3, connection.region);
  return {
    ports: {
      identity: createIdentity(clients.sts, clients.iam, connection.source),
      buckets,
      parquet: createParquetFiles(buckets),
      streams: createDeliveryStreams(clients.firehose, clients.puts),
      crawlers: createCrawlers(clients.glue),
      catalog: createCatalog(clients.glue),
      jobs: createJobs(clients.glue),
      workflows: createWorkflows(clients.glue),
      queries: createQueries(clients.athena),
      training: createTrainingJobs(clients.sagemaker),
      tuning: createTuningJobs(clients.sagemaker),
      transforms: createTransformJobs(clients.sagemaker),
      endpoints: createEndpoints(clients.sagemaker, clients.runtime),
      notebooks: createNotebooks(clients.sagemaker),
      logs: createLogs(clients.logs),
      stacks: createStacks(clients.stacks),
      permissions: createPermissions(clients.iam, connection.region),
      quotas: createQuotas(clients.quotas),
      instances: createInstances(clients.sagemaker),
      workGroups: createWorkGroups(clients.athena),
      metrics: createMetrics(clients.metrics),
    },
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
