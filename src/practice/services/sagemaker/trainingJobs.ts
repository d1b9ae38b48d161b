import type {
  CreateTrainingJobRequest,
  CreateTrainingJobResponse,
  DescribeTrainingJobRequest,
  DescribeTrainingJobResponse,
  ListTrainingJobsRequest,
  ListTrainingJobsResponse,
  StopTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import type { Background } from './background.ts';
import { checkInstanceQuota, type InstanceGround } from './instanceUse.ts';
import { listPage } from './listing.ts';
import { startTrainingJob, stopTrainingJob } from './startTrainingJob.ts';
import type { Tags } from './tags.ts';
import { describeTrainingJob, inPhase, type TrainingJob } from './trainingJob.ts';
import { checkTrainingRequest } from './trainingRequest.ts';
import type { TrainingGround } from './trainingRun.ts';
import { invalid } from './validation.ts';

/** The operations on training jobs. */
export function trainingJobOperations(
  ground: TrainingGround & InstanceGround,
  background: Background,
  tags: Tags,
) {
  const { jobs, objects } = ground;
  const jobNamed = (name = ''): TrainingJob => {
    const job = jobs.get(name);
    if (!job) throw invalid('Requested resource not found.');
    return job;
  };
  return {
    CreateTrainingJob: (input: CreateTrainingJobRequest): CreateTrainingJobResponse => {
      checkTrainingRequest(input, objects);
      const { InstanceType: type, InstanceCount: count = 1 } = input.ResourceConfig ?? {};
      checkInstanceQuota(ground, 'training job', { type, count });
      return { TrainingJobArn: startTrainingJob(ground, background, tags, input).arn };
    },

    DescribeTrainingJob: (input: DescribeTrainingJobRequest): DescribeTrainingJobResponse =>
      describeTrainingJob(jobNamed(input.TrainingJobName)),

    ListTrainingJobs: (input: ListTrainingJobsRequest): ListTrainingJobsResponse => {
      const { page, ...next } = listPage(jobs.values(), input, 'Ascending');
      return {
        TrainingJobSummaries: page.map((job) => ({
          TrainingJobName: job.name,
          TrainingJobArn: job.arn,
          CreationTime: new Date(job.created),
          LastModifiedTime: new Date(job.modified),
          TrainingJobStatus: job.status,
          SecondaryStatus: job.transitions.at(-1)?.status,
          ...(job.trainingEnd === undefined ? {} : { TrainingEndTime: new Date(job.trainingEnd) }),
        })),
        ...next,
      };
    },

    StopTrainingJob: (input: StopTrainingJobRequest): void => {
      const job = jobNamed(input.TrainingJobName);
      if (job.status !== 'InProgress')
        throw invalid(`The request was rejected because the training job is in status ${job.status}.`);
      stopTrainingJob(ground, background, job);
    },

    DeleteTrainingJob: (input: { readonly TrainingJobName?: string }): void => {
      const job = jobNamed(input.TrainingJobName);
      if (job.status === 'InProgress' || job.status === 'Stopping')
        throw invalid(`The request was rejected because the training job is in status ${job.status}.`);
      jobs.delete(job.name);
      tags.forget(job.arn);
    },
  };
}

/** Settles the jobs that the last process left unfinished: they ended with it. */
export function recoverTrainingJobs({ clock, jobs }: TrainingGround): void {
  const now = clock.now().getTime();
  for (const job of jobs.values()) {
    if (job.status === 'InProgress') {
      const reason = 'InternalServerError: the practice account was stopped while the job ran';
      jobs.set(job.name, inPhase(job, 'Failed', now, reason));
    } else if (job.status === 'Stopping') jobs.set(job.name, inPhase(job, 'Stopped', now));
  }
}
