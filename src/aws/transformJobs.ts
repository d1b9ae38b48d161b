import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  paginateListTransformJobs,
  StopTransformJobCommand,
  type SageMakerClient,
  type TransformJobSummary as Summary,
} from '@aws-sdk/client-sagemaker';
import type { TransformJobs } from '../lab/ports/transformJobs.ts';
import { aborting } from './aborting.ts';

/** SageMaker's batch transform jobs behind the lab's port. */
export function createTransformJobs(client: SageMakerClient): TransformJobs {
  return {
    start: async (request) => {
      await client.send(
        new CreateTransformJobCommand({
          TransformJobName: request.name,
          ModelName: request.model,
          BatchStrategy: request.batchStrategy,
          TransformInput: {
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: request.input } },
            ContentType: request.contentType,
            CompressionType: request.compression,
            SplitType: request.splitType,
          },
          TransformOutput: {
            S3OutputPath: request.output,
            Accept: request.contentType,
            AssembleWith: request.assembleWith,
          },
          TransformResources: {
            InstanceType: request.instanceType as 'ml.m5.large',
            InstanceCount: 1,
          },
          DataProcessing: {
            InputFilter: request.inputFilter,
            JoinSource: request.joinSource,
            OutputFilter: request.outputFilter,
          },
        }),
      );
    },
    get: async (name, signal) => {
      const job = await client.send(
        new DescribeTransformJobCommand({ TransformJobName: name }),
        aborting(signal),
      );
      return {
        name,
        status: job.TransformJobStatus ?? 'InProgress',
        failureReason: job.FailureReason ?? '',
        model: job.ModelName ?? '',
        created: job.CreationTime,
        started: job.TransformStartTime,
        ended: job.TransformEndTime,
        instanceType: job.TransformResources?.InstanceType ?? '',
        instances: job.TransformResources?.InstanceCount ?? 1,
        input: job.TransformInput?.DataSource?.S3DataSource?.S3Uri ?? '',
        output: job.TransformOutput?.S3OutputPath ?? '',
      };
    },
    list: async (namePart, signal) => {
      const found: Summary[] = [];
      const pages = paginateListTransformJobs(
        { client },
        { NameContains: namePart, SortBy: 'CreationTime', SortOrder: 'Descending' },
        aborting(signal),
      );
      for await (const page of pages) found.push(...(page.TransformJobSummaries ?? []));
      return found.map(
        ({
          TransformJobName = '',
          TransformJobStatus = 'InProgress',
          FailureReason = '',
          CreationTime,
          TransformEndTime,
        }) => ({
          name: TransformJobName,
          status: TransformJobStatus,
          failureReason: FailureReason,
          created: CreationTime,
          ended: TransformEndTime,
        }),
      );
    },
    stop: async (name) => {
      await client.send(new StopTransformJobCommand({ TransformJobName: name }));
    },
  };
}
