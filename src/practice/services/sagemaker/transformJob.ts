import type {
  CreateTransformJobRequest,
  DescribeTransformJobResponse,
  TransformJobStatus,
} from '@aws-sdk/client-sagemaker';

/** A batch transform job as the store has it. Times are epoch milliseconds. */
export interface TransformJob {
  readonly name: string;
  readonly arn: string;
  /** The request that made it, without its tags. */
  readonly request: CreateTransformJobRequest;
  readonly status: TransformJobStatus;
  readonly created: number;
  readonly modified: number;
  readonly start?: number;
  readonly end?: number;
  readonly failureReason?: string;
  /** The name of its stream in the log group of all transform jobs. */
  readonly logStream: string;
}

/** The log group of all transform jobs. */
export const transformLogGroup = '/aws/sagemaker/TransformJobs';

/** The job in another state; the states that end it say when. */
export function inStatus(
  job: TransformJob,
  status: TransformJobStatus,
  now: number,
  failureReason?: string,
): TransformJob {
  const over = status === 'Completed' || status === 'Failed' || status === 'Stopped';
  return {
    ...job,
    status,
    modified: now,
    ...(over && job.start !== undefined ? { end: now } : {}),
    ...(failureReason === undefined ? {} : { failureReason }),
  };
}

export function describeTransformJob(job: TransformJob): DescribeTransformJobResponse {
  const { request } = job;
  return {
    ...request,
    TransformJobName: job.name,
    TransformJobArn: job.arn,
    TransformJobStatus: job.status,
    CreationTime: new Date(job.created),
    TransformInput: request.TransformInput && {
      CompressionType: 'None',
      SplitType: 'None',
      ...request.TransformInput,
    },
    TransformOutput: request.TransformOutput && { AssembleWith: 'None', ...request.TransformOutput },
    DataProcessing: {
      InputFilter: '$',
      OutputFilter: '$',
      JoinSource: 'None',
      ...request.DataProcessing,
    },
    ...(job.start === undefined ? {} : { TransformStartTime: new Date(job.start) }),
    ...(job.end === undefined ? {} : { TransformEndTime: new Date(job.end) }),
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
  };
}
