import { randomInt } from 'node:crypto';
import type {
  CreateHyperParameterTuningJobRequest,
  CreateHyperParameterTuningJobResponse,
  DeleteHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobResponse,
  ListHyperParameterTuningJobsRequest,
  ListHyperParameterTuningJobsResponse,
  ListTrainingJobsForHyperParameterTuningJobRequest,
  ListTrainingJobsForHyperParameterTuningJobResponse,
  StopHyperParameterTuningJobRequest,
} from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../awsError.ts';
import type { Background } from './background.ts';
import { checkInstanceQuota, tuningInstances, type InstanceGround } from './instanceUse.ts';
import { listPage } from './listing.ts';
import type { Tags } from './tags.ts';
import {
  describeTuningJob,
  inTuningStatus,
  objectiveValue,
  summaryOfTraining,
  summaryOfTuning,
  trainingJobsOf,
  type TuningJob,
} from './tuningJob.ts';
import { checkTuningRequest } from './tuningRequest.ts';
import { runTuningJob, type TuningGround } from './tuningRun.ts';
import { arnOf, invalid } from './validation.ts';

/** The operations on hyperparameter tuning jobs. */
export function tuningJobOperations(
  ground: TuningGround & InstanceGround,
  background: Background,
  tags: Tags,
) {
  const { clock, jobs, objects, tunings } = ground;
  const jobNamed = (name = ''): TuningJob => {
    const job = tunings.get(name);
    if (!job)
      throw new AwsError(
        'ResourceNotFound',
        `Amazon SageMaker can't find a tuning job with the name ${name}. Please retry the request with a valid tuning job name.`,
      );
    return job;
  };
  return {
    CreateHyperParameterTuningJob: (
      input: CreateHyperParameterTuningJobRequest,
    ): CreateHyperParameterTuningJobResponse => {
      checkTuningRequest(input, objects);
      const { Tags: given, ...request } = input;
      const name = request.HyperParameterTuningJobName ?? '';
      const arn = arnOf('hyper-parameter-tuning-job', name);
      if (tunings.has(name))
        throw new AwsError(
          'ResourceInUse',
          `Hyperparameter tuning job names must be unique within an AWS account and region, and a tuning job with this name already exists (${arn})`,
        );
      checkInstanceQuota(ground, 'training job', tuningInstances(request));
      const now = clock.now().getTime();
      tunings.set(name, {
        name,
        arn,
        request,
        seed: request.HyperParameterTuningJobConfig?.RandomSeed ?? randomInt(2 ** 31),
        status: 'InProgress',
        created: now,
        modified: now,
        trainingJobs: [],
      });
      tags.add(arn, given);
      background.start(arn, (signal) => runTuningJob(ground, background, tags, name, signal));
      return { HyperParameterTuningJobArn: arn };
    },

    DescribeHyperParameterTuningJob: (
      input: DescribeHyperParameterTuningJobRequest,
    ): DescribeHyperParameterTuningJobResponse => {
      const job = jobNamed(input.HyperParameterTuningJobName);
      return describeTuningJob(job, trainingJobsOf(job, jobs));
    },

    ListHyperParameterTuningJobs: (
      input: ListHyperParameterTuningJobsRequest,
    ): ListHyperParameterTuningJobsResponse => {
      const { page, ...next } = listPage(tunings.values(), { SortBy: 'Name', ...input }, 'Ascending');
      return {
        HyperParameterTuningJobSummaries: page.map((job) => summaryOfTuning(job, trainingJobsOf(job, jobs))),
        ...next,
      };
    },

    ListTrainingJobsForHyperParameterTuningJob: (
      input: ListTrainingJobsForHyperParameterTuningJobRequest,
    ): ListTrainingJobsForHyperParameterTuningJobResponse => {
      const tuning = jobNamed(input.HyperParameterTuningJobName);
      const rated = trainingJobsOf(tuning, jobs).map((job) => ({
        ...job,
        objective: objectiveValue(tuning, job),
      }));
      const byObjective = input.SortBy === 'FinalObjectiveMetricValue';
      const listed = byObjective ? rated.filter(({ objective }) => objective !== undefined) : rated;
      const { page, ...next } = listPage(listed, { SortBy: 'Name', ...input }, 'Ascending');
      return { TrainingJobSummaries: page.map((job) => summaryOfTraining(tuning, job)), ...next };
    },

    StopHyperParameterTuningJob: (input: StopHyperParameterTuningJobRequest): void => {
      const job = jobNamed(input.HyperParameterTuningJobName);
      if (job.status !== 'InProgress')
        throw invalid(
          `The request was rejected because the hyperparameter tuning job is in status ${job.status}.`,
        );
      tunings.set(job.name, inTuningStatus(job, 'Stopping', clock.now().getTime()));
      background.stop(job.arn);
    },

    DeleteHyperParameterTuningJob: (input: DeleteHyperParameterTuningJobRequest): void => {
      const job = jobNamed(input.HyperParameterTuningJobName);
      if (job.status === 'InProgress' || job.status === 'Stopping')
        throw invalid(
          `The request was rejected because the hyperparameter tuning job is in status ${job.status}.`,
        );
      tunings.delete(job.name);
      tags.forget(job.arn);
    },
  };
}

/** Settles the jobs that the last process left unfinished: they ended with it. */
export function recoverTuningJobs({ clock, tunings }: TuningGround): void {
  const now = clock.now().getTime();
  for (const job of tunings.values()) {
    if (job.status === 'InProgress') {
      const reason = 'InternalServerError: the practice account was stopped while the job ran';
      tunings.set(job.name, inTuningStatus(job, 'Failed', now, reason));
    } else if (job.status === 'Stopping') tunings.set(job.name, inTuningStatus(job, 'Stopped', now));
  }
}
