import type {
  CreateTrainingJobRequest,
  DescribeTrainingJobResponse,
  SecondaryStatus,
  TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';

/** A state that a training job went through. Times here are epoch milliseconds. */
export interface Transition {
  readonly status: SecondaryStatus;
  readonly start: number;
  readonly end?: number;
  readonly message: string;
}

/** A training job as the store has it. */
export interface TrainingJob {
  readonly name: string;
  readonly arn: string;
  /** The request that made it, without its tags. */
  readonly request: CreateTrainingJobRequest;
  readonly status: TrainingJobStatus;
  readonly transitions: readonly Transition[];
  readonly created: number;
  readonly modified: number;
  readonly trainingStart?: number;
  readonly trainingEnd?: number;
  readonly failureReason?: string;
  readonly metrics: readonly { readonly name: string; readonly value: number; readonly at: number }[];
  /** The tuning job that started it, and the hyperparameters which that one chose. */
  readonly tuning?: { readonly arn: string; readonly values: Readonly<Record<string, string>> };
  /** The name of its stream in the log group of all training jobs. */
  readonly logStream: string;
}

/** The log group of all training jobs. */
export const trainingLogGroup = '/aws/sagemaker/TrainingJobs';

const messages = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
  Stopping: 'Stopping the training job',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job runtime exceeded MaxRuntimeInSeconds provided',
} as const;

export type Phase = keyof typeof messages;

/** The status that a phase shows outwards. */
const statusOf: Readonly<Record<Phase, TrainingJobStatus>> = {
  Starting: 'InProgress',
  Downloading: 'InProgress',
  Training: 'InProgress',
  Uploading: 'InProgress',
  Completed: 'Completed',
  Failed: 'Failed',
  Stopping: 'Stopping',
  Stopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
};

/** The job in its next phase: the current transition ends, the phase's begins (and ends, where the job has). */
export function inPhase(job: TrainingJob, phase: Phase, now: number, failureReason?: string): TrainingJob {
  const status = statusOf[phase];
  const over = status === 'Completed' || status === 'Failed' || status === 'Stopped';
  const past = job.transitions.map((each) => (each.end === undefined ? { ...each, end: now } : each));
  const next = { status: phase, start: now, message: failureReason ?? messages[phase] };
  return {
    ...job,
    status,
    modified: now,
    transitions: [...past, over ? { ...next, end: now } : next],
    ...(phase === 'Downloading' ? { trainingStart: now } : {}),
    ...(over && job.trainingStart !== undefined ? { trainingEnd: now } : {}),
    ...(failureReason === undefined ? {} : { failureReason }),
  };
}

/** Where the model's archive of a job goes. */
export function artifactUri({ name, request }: TrainingJob): string {
  return `${(request.OutputDataConfig?.S3OutputPath ?? '').replace(/\/+$/, '')}/${name}/output/model.tar.gz`;
}

export function describeTrainingJob(job: TrainingJob): DescribeTrainingJobResponse {
  const { request, trainingStart, trainingEnd } = job;
  const seconds =
    trainingStart === undefined || trainingEnd === undefined
      ? undefined
      : Math.max(1, Math.ceil((trainingEnd - trainingStart) / 1000));
  return {
    ...request,
    TrainingJobArn: job.arn,
    ...(job.tuning ? { TuningJobArn: job.tuning.arn } : {}),
    TrainingJobName: job.name,
    ModelArtifacts: { S3ModelArtifacts: artifactUri(job) },
    TrainingJobStatus: job.status,
    SecondaryStatus: job.transitions.at(-1)?.status,
    StoppingCondition: request.StoppingCondition,
    CreationTime: new Date(job.created),
    LastModifiedTime: new Date(job.modified),
    SecondaryStatusTransitions: job.transitions.map(({ status, start, end, message }) => ({
      Status: status,
      StartTime: new Date(start),
      ...(end === undefined ? {} : { EndTime: new Date(end) }),
      StatusMessage: message,
    })),
    FinalMetricDataList: job.metrics.map(({ name, value, at }) => ({
      MetricName: name,
      Value: value,
      Timestamp: new Date(at),
    })),
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: request.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: false,
    ...(trainingStart === undefined ? {} : { TrainingStartTime: new Date(trainingStart) }),
    ...(trainingEnd === undefined ? {} : { TrainingEndTime: new Date(trainingEnd) }),
    ...(seconds === undefined ? {} : { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds }),
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
  };
}
