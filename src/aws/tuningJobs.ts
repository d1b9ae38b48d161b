import {
  CreateHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  paginateListHyperParameterTuningJobs,
  paginateListTrainingJobsForHyperParameterTuningJob,
  StopHyperParameterTuningJobCommand,
  type HyperParameterTrainingJobSummary,
  type HyperParameterTuningJobSummary,
  type ParameterRanges,
  type SageMakerClient,
  type TrainingJobStatusCounters,
} from '@aws-sdk/client-sagemaker';
import type {
  TuningCounts,
  TuningJob,
  TuningJobRequest,
  TuningJobs,
  TuningRange,
  TuningTrial,
} from '../lab/ports/tuningJobs.ts';
import { aborting } from './aborting.ts';
import { trainingDefinition } from './trainingDefinition.ts';

/** SageMaker's hyperparameter tuning jobs behind the lab's port. */
export function createTuningJobs(client: SageMakerClient): TuningJobs {
  return {
    start: async (request) => {
      await client.send(new CreateHyperParameterTuningJobCommand(creation(request)));
    },
    get: (name, signal) => describe(client, name, signal),
    list: async (namePart, signal) => {
      const found: HyperParameterTuningJobSummary[] = [];
      const pages = paginateListHyperParameterTuningJobs(
        { client },
        { NameContains: namePart, SortBy: 'CreationTime', SortOrder: 'Descending' },
        aborting(signal),
      );
      for await (const page of pages) found.push(...(page.HyperParameterTuningJobSummaries ?? []));
      return found.map((job) => ({
        name: job.HyperParameterTuningJobName ?? '',
        status: job.HyperParameterTuningJobStatus ?? 'InProgress',
        counts: countsOf(job.TrainingJobStatusCounters),
        created: job.CreationTime,
        ended: job.HyperParameterTuningEndTime,
      }));
    },
    trials: async (name, signal) => {
      const found: HyperParameterTrainingJobSummary[] = [];
      const pages = paginateListTrainingJobsForHyperParameterTuningJob(
        { client },
        { HyperParameterTuningJobName: name, SortBy: 'CreationTime', SortOrder: 'Ascending' },
        aborting(signal),
      );
      for await (const page of pages) found.push(...(page.TrainingJobSummaries ?? []));
      return found.map(trialOf);
    },
    stop: async (name) => {
      await client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }));
    },
  };
}

function creation(request: TuningJobRequest) {
  const { name, strategy, objective, maxJobs, maxParallelJobs, ranges, randomSeed, training } = request;
  return {
    HyperParameterTuningJobName: name,
    HyperParameterTuningJobConfig: {
      Strategy: strategy,
      HyperParameterTuningJobObjective: { Type: objective.type, MetricName: objective.metric },
      ResourceLimits: { MaxNumberOfTrainingJobs: maxJobs, MaxParallelTrainingJobs: maxParallelJobs },
      ParameterRanges: rangesOf(ranges),
      TrainingJobEarlyStoppingType: 'Off' as const,
      RandomSeed: randomSeed,
    },
    TrainingJobDefinition: {
      ...trainingDefinition(training),
      StaticHyperParameters: { ...training.hyperparameters },
    },
  };
}

function rangesOf(ranges: readonly TuningRange[]): ParameterRanges {
  const numeric = (kind: 'integer' | 'continuous') =>
    ranges.flatMap((range) =>
      range.kind === kind
        ? [
            {
              Name: range.name,
              MinValue: String(range.min),
              MaxValue: String(range.max),
              ScalingType: range.scale ?? 'Auto',
            },
          ]
        : [],
    );
  return {
    IntegerParameterRanges: numeric('integer'),
    ContinuousParameterRanges: numeric('continuous'),
    CategoricalParameterRanges: ranges.flatMap((range) =>
      range.kind === 'categorical' ? [{ Name: range.name, Values: [...range.values] }] : [],
    ),
  };
}

async function describe(client: SageMakerClient, name: string, signal?: AbortSignal): Promise<TuningJob> {
  const job = await client.send(
    new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }),
    aborting(signal),
  );
  const config = job.HyperParameterTuningJobConfig;
  const objective = config?.HyperParameterTuningJobObjective;
  return {
    name,
    status: job.HyperParameterTuningJobStatus ?? 'InProgress',
    failureReason: job.FailureReason ?? '',
    strategy: config?.Strategy ?? '',
    objective: { metric: objective?.MetricName ?? '', type: objective?.Type ?? 'Minimize' },
    maxJobs: config?.ResourceLimits?.MaxNumberOfTrainingJobs ?? 0,
    maxParallelJobs: config?.ResourceLimits?.MaxParallelTrainingJobs ?? 0,
    counts: countsOf(job.TrainingJobStatusCounters),
    best: job.BestTrainingJob ? trialOf(job.BestTrainingJob) : undefined,
    instanceType: job.TrainingJobDefinition?.ResourceConfig?.InstanceType ?? '',
    instances: job.TrainingJobDefinition?.ResourceConfig?.InstanceCount ?? 1,
    created: job.CreationTime,
    ended: job.HyperParameterTuningEndTime,
  };
}

function countsOf(counters: TrainingJobStatusCounters = {}): TuningCounts {
  const { Completed = 0, InProgress = 0, Stopped = 0, RetryableError = 0, NonRetryableError = 0 } = counters;
  return {
    completed: Completed,
    inProgress: InProgress,
    stopped: Stopped,
    failed: RetryableError + NonRetryableError,
  };
}

function trialOf(job: HyperParameterTrainingJobSummary): TuningTrial {
  return {
    name: job.TrainingJobName ?? '',
    status: job.TrainingJobStatus ?? 'InProgress',
    failureReason: job.FailureReason ?? '',
    hyperparameters: job.TunedHyperParameters ?? {},
    objective: job.FinalHyperParameterTuningJobObjectiveMetric?.Value,
    created: job.CreationTime,
    started: job.TrainingStartTime,
    ended: job.TrainingEndTime,
  };
}
