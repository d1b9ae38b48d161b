import type {
  CreateHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobResponse,
  HyperParameterTrainingJobSummary,
  HyperParameterTuningJobObjective,
  HyperParameterTuningJobStatus,
  HyperParameterTuningJobSummary,
  ObjectiveStatus,
} from '@aws-sdk/client-sagemaker';
import type { Table } from '../../store/store.ts';
import type { TrainingJob } from './trainingJob.ts';

/** A hyperparameter tuning job as the store has it. Times are epoch milliseconds. */
export interface TuningJob {
  readonly name: string;
  readonly arn: string;
  /** The request that made it, without its tags. */
  readonly request: CreateHyperParameterTuningJobRequest;
  /** What its choices are drawn with: the request's RandomSeed, or one of its own. */
  readonly seed: number;
  readonly status: HyperParameterTuningJobStatus;
  readonly created: number;
  readonly modified: number;
  readonly end?: number;
  readonly failureReason?: string;
  /** The names of its training jobs, in the order in which they began. */
  readonly trainingJobs: readonly string[];
}

/** The job in another state; the states that end it say when. */
export function inTuningStatus(
  job: TuningJob,
  status: HyperParameterTuningJobStatus,
  now: number,
  failureReason?: string,
): TuningJob {
  const over = status === 'Completed' || status === 'Failed' || status === 'Stopped';
  return {
    ...job,
    status,
    modified: now,
    ...(over ? { end: now } : {}),
    ...(failureReason === undefined ? {} : { failureReason }),
  };
}

export function objectiveOf({ request }: TuningJob): HyperParameterTuningJobObjective {
  const objective = request.HyperParameterTuningJobConfig?.HyperParameterTuningJobObjective;
  return { Type: objective?.Type, MetricName: objective?.MetricName };
}

/** Its training jobs, as far as they were not deleted. */
export function trainingJobsOf(tuning: TuningJob, jobs: Table<TrainingJob>): TrainingJob[] {
  return tuning.trainingJobs.flatMap((name) => jobs.get(name) ?? []);
}

/** The objective's last value in a training job; undefined where it has none (yet). */
export function objectiveValue(tuning: TuningJob, job: TrainingJob): number | undefined {
  const { MetricName } = objectiveOf(tuning);
  return job.metrics.find(({ name }) => name === MetricName)?.value;
}

/** What tuning makes of a training job. */
export function objectiveStatus(tuning: TuningJob, job: TrainingJob): ObjectiveStatus {
  if (job.status === 'InProgress' || job.status === 'Stopping') return 'Pending';
  return job.status !== 'Failed' && objectiveValue(tuning, job) !== undefined ? 'Succeeded' : 'Failed';
}

/** The completed training job with the best objective. */
export function bestOf(tuning: TuningJob, trainingJobs: readonly TrainingJob[]): TrainingJob | undefined {
  const sign = objectiveOf(tuning).Type === 'Maximize' ? -1 : 1;
  const rated = trainingJobs
    .filter((job) => job.status === 'Completed' && objectiveStatus(tuning, job) === 'Succeeded')
    .map((job) => ({ job, value: sign * (objectiveValue(tuning, job) ?? Infinity) }));
  return rated.sort((a, b) => a.value - b.value)[0]?.job;
}

export function describeTuningJob(
  tuning: TuningJob,
  trainingJobs: readonly TrainingJob[],
): DescribeHyperParameterTuningJobResponse {
  const best = bestOf(tuning, trainingJobs);
  const definition = tuning.request.TrainingJobDefinition;
  const seconds = trainingJobs.reduce(
    (sum, { trainingStart, trainingEnd }) =>
      sum +
      (trainingStart === undefined || trainingEnd === undefined
        ? 0
        : Math.max(1, Math.ceil((trainingEnd - trainingStart) / 1000))),
    0,
  );
  return {
    HyperParameterTuningJobName: tuning.name,
    HyperParameterTuningJobArn: tuning.arn,
    HyperParameterTuningJobConfig: tuning.request.HyperParameterTuningJobConfig,
    TrainingJobDefinition: definition && {
      ...definition,
      StaticHyperParameters: {
        ...definition.StaticHyperParameters,
        _tuning_objective_metric: objectiveOf(tuning).MetricName ?? '',
      },
    },
    HyperParameterTuningJobStatus: tuning.status,
    CreationTime: new Date(tuning.created),
    LastModifiedTime: new Date(tuning.modified),
    ...countersOf(tuning, trainingJobs),
    ConsumedResources: { RuntimeInSeconds: seconds },
    ...(tuning.end === undefined ? {} : { HyperParameterTuningEndTime: new Date(tuning.end) }),
    ...(best ? { BestTrainingJob: summaryOfTraining(tuning, best) } : {}),
    ...(tuning.failureReason === undefined ? {} : { FailureReason: tuning.failureReason }),
  };
}

/** A tuning job as a listing shows it. */
export function summaryOfTuning(
  tuning: TuningJob,
  trainingJobs: readonly TrainingJob[],
): HyperParameterTuningJobSummary {
  const config = tuning.request.HyperParameterTuningJobConfig;
  return {
    HyperParameterTuningJobName: tuning.name,
    HyperParameterTuningJobArn: tuning.arn,
    HyperParameterTuningJobStatus: tuning.status,
    Strategy: config?.Strategy,
    CreationTime: new Date(tuning.created),
    LastModifiedTime: new Date(tuning.modified),
    ResourceLimits: config?.ResourceLimits,
    ...countersOf(tuning, trainingJobs),
    ...(tuning.end === undefined ? {} : { HyperParameterTuningEndTime: new Date(tuning.end) }),
  };
}

/** One of its training jobs as a listing of them shows it. */
export function summaryOfTraining(tuning: TuningJob, job: TrainingJob): HyperParameterTrainingJobSummary {
  const { Type, MetricName } = objectiveOf(tuning);
  const Value = objectiveValue(tuning, job);
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: new Date(job.created),
    TrainingJobStatus: job.status,
    TunedHyperParameters: { ...job.tuning?.values },
    ObjectiveStatus: objectiveStatus(tuning, job),
    ...(job.trainingStart === undefined ? {} : { TrainingStartTime: new Date(job.trainingStart) }),
    ...(job.trainingEnd === undefined ? {} : { TrainingEndTime: new Date(job.trainingEnd) }),
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
    ...(Value === undefined
      ? {}
      : { FinalHyperParameterTuningJobObjectiveMetric: { Type, MetricName, Value } }),
  };
}

function countersOf(tuning: TuningJob, trainingJobs: readonly TrainingJob[]) {
  const count = (matches: (job: TrainingJob) => boolean): number => trainingJobs.filter(matches).length;
  const objective = (status: ObjectiveStatus) => count((job) => objectiveStatus(tuning, job) === status);
  const isOurs = ({ failureReason = '' }: TrainingJob) => failureReason.startsWith('InternalServerError');
  return {
    TrainingJobStatusCounters: {
      Completed: count(({ status }) => status === 'Completed'),
      InProgress: count(({ status }) => status === 'InProgress' || status === 'Stopping'),
      RetryableError: count((job) => job.status === 'Failed' && isOurs(job)),
      NonRetryableError: count((job) => job.status === 'Failed' && !isOurs(job)),
      Stopped: count(({ status }) => status === 'Stopped'),
    },
    ObjectiveStatusCounters: {
      Succeeded: objective('Succeeded'),
      Pending: objective('Pending'),
      Failed: objective('Failed'),
    },
  };
}
