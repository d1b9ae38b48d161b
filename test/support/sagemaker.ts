import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  waitUntilEndpointInService,
  type CreateHyperParameterTuningJobRequest,
  type CreateTrainingJobRequest,
  type CreateTransformJobRequest,
  type DescribeHyperParameterTuningJobResponse,
  type DescribeTrainingJobResponse,
  type HyperParameterTrainingJobDefinition,
  type HyperParameterTuningJobConfig,
} from '@aws-sdk/client-sagemaker';
import type { S3Client } from '@aws-sdk/client-s3';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import { csvOf, regressionTable } from './regressionData.ts';
import type { TestAccount } from './practice.ts';

export const role = 'arn:aws:iam::123456789012:role/cmapss-lab-sagemaker';

/** A path of the built-in XGBoost's image. */
export function imagePath(tag = '1.7-1'): string {
  return `683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:${tag}`;
}

/** How the SDK's waiters wait here. */
export const soon = { minDelay: 0.02, maxDelay: 0.05, maxWaitTime: 30 };

/** A bucket `lab` with training data: CSV below `plain/` and the same compressed below `packed/`. */
export async function putTrainingData(s3: S3Client): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: 'lab' }));
  for (const [channel, seed] of [
    ['train', 1],
    ['validation', 2],
  ] as const) {
    const csv = csvOf(regressionTable({ rows: 600, seed }));
    const put = (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: 'lab', Key, Body }));
    await put(`plain/${channel}/rows.csv`, Buffer.from(csv));
    await put(`packed/${channel}/rows.gz`, gzipSync(csv));
  }
}

/** A request for a training job on the plain data, with changes. */
export function trainingRequest(
  name: string,
  changes: Partial<CreateTrainingJobRequest> = {},
): CreateTrainingJobRequest {
  return {
    TrainingJobName: name,
    RoleArn: role,
    AlgorithmSpecification: { TrainingImage: imagePath(), TrainingInputMode: 'File' },
    HyperParameters: { num_round: '10', max_depth: '3', objective: 'reg:squarederror' },
    InputDataConfig: [channel('train'), channel('validation')],
    OutputDataConfig: { S3OutputPath: 's3://lab/models' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...changes,
  };
}

/** A request for a batch transform of the CSV below `uri` with the model `served`, with changes. */
export function transformRequest(
  name: string,
  changes: Partial<CreateTransformJobRequest> = {},
  uri = 's3://lab/in/',
): CreateTransformJobRequest {
  return {
    TransformJobName: name,
    ModelName: 'served',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri } },
      ContentType: 'text/csv',
      SplitType: 'Line',
    },
    TransformOutput: {
      S3OutputPath: `s3://lab/out/${name}`,
      Accept: 'text/csv',
      AssembleWith: 'Line',
    },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    ...changes,
  };
}

export function channel(name: string, uri = `s3://lab/plain/${name}/`) {
  return {
    ChannelName: name,
    ContentType: 'text/csv',
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: uri } },
  };
}

/** Waits until a job has ended, well or badly. */
export async function endOfJob(client: SageMakerClient, name: string): Promise<DescribeTrainingJobResponse> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    if (job.TrainingJobStatus !== 'InProgress' && job.TrainingJobStatus !== 'Stopping') return job;
    if (Date.now() > deadline) throw new Error(`${name} is still ${job.SecondaryStatus ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Trains with an image's tag and serves the model; endpoint, configuration, model and job have that name. */
export async function serve(account: TestAccount, name: string, tag = '1.7-1'): Promise<void> {
  const client = new SageMakerClient(account.client);
  const AlgorithmSpecification = { TrainingImage: imagePath(tag), TrainingInputMode: 'File' as const };
  await client.send(new CreateTrainingJobCommand(trainingRequest(name, { AlgorithmSpecification })));
  const job = await endOfJob(client, name);
  if (job.TrainingJobStatus !== 'Completed') throw new Error(job.FailureReason);
  await deploy(client, name, job.ModelArtifacts?.S3ModelArtifacts ?? '', tag);
}

/** Serves a model's archive under an endpoint of that name. */
export async function deploy(
  client: SageMakerClient,
  name: string,
  url: string,
  tag = '1.7-1',
): Promise<void> {
  const container = { Image: imagePath(tag), ModelDataUrl: url };
  await client.send(
    new CreateModelCommand({ ModelName: name, PrimaryContainer: container, ExecutionRoleArn: role }),
  );
  await client.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variantOf(name)] }),
  );
  await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  await waitUntilEndpointInService({ client, ...soon }, { EndpointName: name });
}

export function variantOf(model: string) {
  return {
    VariantName: 'AllTraffic',
    ModelName: model,
    InitialInstanceCount: 1,
    InstanceType: 'ml.t2.medium' as const,
  };
}

/** A request for a tuning job of four short training jobs on the plain data, two at once, with changes. */
export function tuningRequest(
  name: string,
  config: Partial<HyperParameterTuningJobConfig> = {},
  definition: Partial<HyperParameterTrainingJobDefinition> = {},
  changes: Partial<CreateHyperParameterTuningJobRequest> = {},
): CreateHyperParameterTuningJobRequest {
  const { RoleArn, InputDataConfig, OutputDataConfig, ResourceConfig, StoppingCondition } =
    trainingRequest(name);
  return {
    HyperParameterTuningJobName: name,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'validation:rmse' },
      ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
      ParameterRanges: {
        IntegerParameterRanges: [{ Name: 'max_depth', MinValue: '2', MaxValue: '5' }],
        ContinuousParameterRanges: [
          { Name: 'eta', MinValue: '0.01', MaxValue: '0.9', ScalingType: 'Logarithmic' },
        ],
        CategoricalParameterRanges: [{ Name: 'grow_policy', Values: ['depthwise', 'lossguide'] }],
      },
      RandomSeed: 7,
      ...config,
    },
    TrainingJobDefinition: {
      ...{ RoleArn, InputDataConfig, OutputDataConfig, ResourceConfig, StoppingCondition },
      AlgorithmSpecification: { TrainingImage: imagePath(), TrainingInputMode: 'File' },
      StaticHyperParameters: { num_round: '10', objective: 'reg:squarederror' },
      ...definition,
    },
    ...changes,
  };
}

/** Waits until a tuning job has ended, well or badly. */
export async function endOfTuning(
  client: SageMakerClient,
  name: string,
): Promise<DescribeHyperParameterTuningJobResponse> {
  const deadline = Date.now() + 30_000;
  const describe = new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name });
  for (;;) {
    const job = await client.send(describe);
    const status = job.HyperParameterTuningJobStatus ?? '';
    if (status !== 'InProgress' && status !== 'Stopping') return job;
    if (Date.now() > deadline) throw new Error(`${name} is still ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
