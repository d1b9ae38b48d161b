import type { TrainingJobRequest, TrainingJobStatus } from './trainingJobs.ts';

/** SageMaker's own states of a hyperparameter tuning job. */
export type TuningJobStatus =
  'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped' | 'Deleting' | 'DeleteFailed';

/** How the next hyperparameters are chosen; of SageMaker's strategies, those that the lab uses. */
export type TuningStrategy = 'Random' | 'Bayesian';

/** What training is to make as small, or as large, as it can: `validation:rmse`. */
export interface TuningObjective {
  readonly metric: string;
  readonly type: 'Minimize' | 'Maximize';
}

/** On which scale a range is searched. `ReverseLogarithmic` is for values that approach 1; it takes continuous ranges within [0, 1). */
export type TuningScale = 'Auto' | 'Linear' | 'Logarithmic' | 'ReverseLogarithmic';

/** The values of one hyperparameter that a tuning job may try. */
export type TuningRange =
  | {
      readonly kind: 'integer' | 'continuous';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      /** `Auto` when left out. */
      readonly scale?: TuningScale;
    }
  | { readonly kind: 'categorical'; readonly name: string; readonly values: readonly string[] };

/** What a tuning job is started with. */
export interface TuningJobRequest {
  /** At most 32 characters; its training jobs are named after it. */
  readonly name: string;
  readonly strategy: TuningStrategy;
  readonly objective: TuningObjective;
  /** How many training jobs it runs in all, and how many at once. */
  readonly maxJobs: number;
  readonly maxParallelJobs: number;
  readonly ranges: readonly TuningRange[];
  /** The same seed brings the same choices. */
  readonly randomSeed?: number;
  /** What all its training jobs have in common; `hyperparameters` are those that are not tuned. */
  readonly training: Omit<TrainingJobRequest, 'name'>;
}

/** How many of a tuning job's training jobs are in which state. */
export interface TuningCounts {
  readonly completed: number;
  readonly inProgress: number;
  readonly stopped: number;
  /** Those that failed, whether it is worth trying again or not. */
  readonly failed: number;
}

/** One training job of a tuning job. */
export interface TuningTrial {
  /** The name of its training job. */
  readonly name: string;
  readonly status: TrainingJobStatus;
  readonly failureReason: string;
  /** What was chosen for it, by name. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** The objective metric's last value; undefined until it is known. */
  readonly objective: number | undefined;
  readonly created: Date | undefined;
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
}

/** A hyperparameter tuning job. */
export interface TuningJob {
  readonly name: string;
  readonly status: TuningJobStatus;
  readonly failureReason: string;
  /** SageMaker's name of it; others than the lab's may stand here. */
  readonly strategy: string;
  readonly objective: TuningObjective;
  readonly maxJobs: number;
  readonly maxParallelJobs: number;
  readonly counts: TuningCounts;
  /** The training job with the best objective so far. */
  readonly best: TuningTrial | undefined;
  /** What each of its training jobs runs on. */
  readonly instanceType: string;
  readonly instances: number;
  readonly created: Date | undefined;
  readonly ended: Date | undefined;
}

/** A tuning job as a listing shows it. */
export type TuningJobSummary = Pick<TuningJob, 'name' | 'status' | 'counts' | 'created' | 'ended'>;

/** SageMaker's hyperparameter tuning jobs. */
export interface TuningJobs {
  start(request: TuningJobRequest): Promise<void>;
  get(name: string, signal?: AbortSignal): Promise<TuningJob>;
  /** The jobs whose name contains `namePart`, the newest first. */
  list(namePart: string, signal?: AbortSignal): Promise<TuningJobSummary[]>;
  /** Its training jobs, the first one first. */
  trials(name: string, signal?: AbortSignal): Promise<TuningTrial[]>;
  /** Stops it and those of its training jobs that run. */
  stop(name: string): Promise<void>;
}
