/** SageMaker's own states of a training job. */
export type TrainingJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped' | 'Deleting';

/** A training job. */
export interface TrainingJob {
  readonly name: string;
  readonly status: TrainingJobStatus;
  /** What it does just now (`Starting`, `Downloading`, `Training` …). */
  readonly secondaryStatus: string;
  readonly failureReason: string;
  readonly created: Date | undefined;
  /** When its instance began to train, and when it ended. */
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  /** What is billed for each instance, in seconds; undefined until SageMaker says it. */
  readonly billableSeconds: number | undefined;
  readonly instanceType: string;
  readonly instances: number;
  /** `s3://…/model.tar.gz`; empty until it is there. */
  readonly modelData: string;
  readonly image: string;
  /** The last value of each metric, such as `validation:rmse`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A training job as a listing shows it. */
export type TrainingJobSummary = Pick<TrainingJob, 'name' | 'status' | 'created' | 'ended'>;

/** What a training job is started with. */
export interface TrainingJobRequest {
  readonly name: string;
  readonly role: string;
  readonly image: string;
  readonly inputMode: 'Pipe' | 'File' | 'FastFile';
  readonly channels: readonly {
    readonly name: string;
    /** `s3://bucket/prefix/`. */
    readonly uri: string;
    readonly compression: 'None' | 'Gzip';
  }[];
  /** `s3://bucket/prefix/`. */
  readonly output: string;
  readonly instanceType: string;
  readonly volumeGiB: number;
  readonly maxRuntimeSeconds: number;
  readonly hyperparameters: Readonly<Record<string, string>>;
}

/** SageMaker's training jobs. */
export interface TrainingJobs {
  start(request: TrainingJobRequest): Promise<void>;
  get(name: string, signal?: AbortSignal): Promise<TrainingJob>;
  /** The jobs whose name contains `namePart`, the newest first. */
  list(namePart: string, signal?: AbortSignal): Promise<TrainingJobSummary[]>;
  stop(name: string): Promise<void>;
}
