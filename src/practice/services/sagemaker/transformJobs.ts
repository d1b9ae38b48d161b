import type {
  CreateTransformJobRequest,
  CreateTransformJobResponse,
  DescribeTransformJobRequest,
  DescribeTransformJobResponse,
  ListTransformJobsRequest,
  ListTransformJobsResponse,
  StopTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../awsError.ts';
import type { Background } from './background.ts';
import { checkInstanceQuota, type InstanceGround } from './instanceUse.ts';
import { listPage } from './listing.ts';
import type { Tags } from './tags.ts';
import { describeTransformJob, inStatus, type TransformJob } from './transformJob.ts';
import { checkTransformRequest } from './transformRequest.ts';
import { runTransformJob, type TransformGround } from './transformRun.ts';
import { arnOf, invalid } from './validation.ts';

/** The operations on batch transform jobs. */
export function transformJobOperations(
  ground: TransformGround & InstanceGround,
  background: Background,
  tags: Tags,
) {
  const { clock, models, objects, transforms } = ground;
  const jobNamed = (name = ''): TransformJob => {
    const job = transforms.get(name);
    if (!job) throw new AwsError('ResourceNotFound', `Could not find requested job with name: ${name}`);
    return job;
  };
  return {
    CreateTransformJob: (input: CreateTransformJobRequest): CreateTransformJobResponse => {
      const model = models.get(input.ModelName ?? '');
      if (!model) throw invalid(`Could not find model "${arnOf('model', input.ModelName ?? '')}".`);
      checkTransformRequest(input, model, objects);
      const { Tags: given, ...request } = input;
      const name = request.TransformJobName ?? '';
      const arn = arnOf('transform-job', name);
      if (transforms.has(name))
        throw new AwsError(
          'ResourceInUse',
          `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
        );
      const { InstanceType: type, InstanceCount: count = 1 } = input.TransformResources ?? {};
      checkInstanceQuota(ground, 'transform job', { type, count });
      const now = clock.now().getTime();
      const logStream = `${name}/i-0practice0account-${Math.floor(now / 1000)}`;
      transforms.set(name, {
        name,
        arn,
        request,
        status: 'InProgress',
        created: now,
        modified: now,
        logStream,
      });
      tags.add(arn, given);
      background.start(arn, (signal) => runTransformJob(ground, name, signal));
      return { TransformJobArn: arn };
    },

    DescribeTransformJob: (input: DescribeTransformJobRequest): DescribeTransformJobResponse =>
      describeTransformJob(jobNamed(input.TransformJobName)),

    ListTransformJobs: (input: ListTransformJobsRequest): ListTransformJobsResponse => {
      const { page, ...next } = listPage(transforms.values(), input, 'Descending');
      return {
        TransformJobSummaries: page.map((job) => ({
          TransformJobName: job.name,
          TransformJobArn: job.arn,
          CreationTime: new Date(job.created),
          LastModifiedTime: new Date(job.modified),
          TransformJobStatus: job.status,
          ...(job.end === undefined ? {} : { TransformEndTime: new Date(job.end) }),
          ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
        })),
        ...next,
      };
    },

    StopTransformJob: (input: StopTransformJobRequest): void => {
      const job = jobNamed(input.TransformJobName);
      if (job.status !== 'InProgress')
        throw invalid(`The request was rejected because the transform job is in status ${job.status}.`);
      transforms.set(job.name, inStatus(job, 'Stopping', clock.now().getTime()));
      background.stop(job.arn);
    },
  };
}

/** Settles the jobs that the last process left unfinished: they ended with it. */
export function recoverTransformJobs({ clock, transforms }: TransformGround): void {
  const now = clock.now().getTime();
  for (const job of transforms.values()) {
    if (job.status === 'InProgress') {
      const reason = 'InternalServerError: the practice account was stopped while the job ran';
      transforms.set(job.name, inStatus(job, 'Failed', now, reason));
    } else if (job.status === 'Stopping') transforms.set(job.name, inStatus(job, 'Stopped', now));
  }
}
