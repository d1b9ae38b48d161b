import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  paginateListTrainingJobs,
  StopTrainingJobCommand,
  type SageMakerClient,
  type TrainingJobSummary as Summary,
} from '@aws-sdk/client-sagemaker';
import type { TrainingJobs } from '../lab/ports/trainingJobs.ts';
import { aborting } from './aborting.ts';
import { trainingDefinition } from './trainingDefinition.ts';

/** SageMaker's training jobs behind the lab's port. */
export function createTrainingJobs(client: SageMakerClient): TrainingJobs {
  return {
    start: async (request) => {
      await client.send(
        new CreateTrainingJobCommand({
          TrainingJobName: request.name,
          ...trainingDefinition(request),
          HyperParameters: { ...request.hyperparameters },
        }),
      );
    },
    get: async (name, signal) => {
      const job = await client.send(
        new DescribeTrainingJobCommand({ TrainingJobName: name }),
        aborting(signal),
      );
      return {
        name,
        status: job.TrainingJobStatus ?? 'InProgress',
        secondaryStatus: job.SecondaryStatus ?? '',
        failureReason: job.FailureReason ?? '',
        created: job.CreationTime,
        started: job.TrainingStartTime,
        ended: job.TrainingEndTime,
        billableSeconds: job.BillableTimeInSeconds,
        instanceType: job.ResourceConfig?.InstanceType ?? '',
        instances: job.ResourceConfig?.InstanceCount ?? 1,
        modelData: job.ModelArtifacts?.S3ModelArtifacts ?? '',
        image: job.AlgorithmSpecification?.TrainingImage ?? '',
        metrics: Object.fromEntries(
          (job.FinalMetricDataList ?? []).map(({ MetricName = '', Value = NaN }) => [MetricName, Value]),
        ),
      };
    },
    list: async (namePart, signal) => {
      const found: Summary[] = [];
      const pages = paginateListTrainingJobs(
        { client },
        { NameContains: namePart, SortBy: 'CreationTime', SortOrder: 'Descending' },
        aborting(signal),
      );
      for await (const page of pages) found.push(...(page.TrainingJobSummaries ?? []));
      return found.map(
        ({ TrainingJobName = '', TrainingJobStatus = 'InProgress', CreationTime, TrainingEndTime }) => ({
          name: TrainingJobName,
          status: TrainingJobStatus,
          created: CreationTime,
          ended: TrainingEndTime,
        }),
      );
    },
    stop: async (name) => {
      await client.send(new StopTrainingJobCommand({ TrainingJobName: name }));
    },
  };
}
