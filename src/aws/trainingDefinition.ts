import type { Channel, ResourceConfig } from '@aws-sdk/client-sagemaker';
import type { TrainingJobRequest } from '../lab/ports/trainingJobs.ts';

/** The part of a training job's definition that SageMaker writes alike for a job of its own and for a tuning job's. */
export function trainingDefinition(request: Omit<TrainingJobRequest, 'name'>) {
  return {
    RoleArn: request.role,
    AlgorithmSpecification: {
      TrainingImage: request.image,
      TrainingInputMode: request.inputMode,
    },
    InputDataConfig: request.channels.map(({ name, uri, compression }): Channel => ({
      ChannelName: name,
      ContentType: 'text/csv',
      CompressionType: compression,
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: uri,
          S3DataDistributionType: 'FullyReplicated',
        },
      },
    })),
    OutputDataConfig: { S3OutputPath: request.output },
    ResourceConfig: {
      InstanceCount: 1,
      InstanceType: request.instanceType as 'ml.m5.large',
      VolumeSizeInGB: request.volumeGiB,
    } satisfies ResourceConfig,
    StoppingCondition: { MaxRuntimeInSeconds: request.maxRuntimeSeconds },
  };
}
