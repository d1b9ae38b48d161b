/** SageMaker's own states of a batch transform job. */
export type TransformJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** A batch transform job: a model's predictions for objects in S3, with no endpoint. */
export interface TransformJob {
  readonly name: string;
  readonly status: TransformJobStatus;
  readonly failureReason: string;
  readonly model: string;
  readonly created: Date | undefined;
  /** When its instance began, and when it ended. */
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  readonly instanceType: string;
  readonly instances: number;
  /** `s3://bucket/prefix`: what it reads. */
  readonly input: string;
  /** `s3://bucket/prefix`: below it an object a file of input, its key ending in `.out`. */
  readonly output: string;
}

/** A transform job as a listing shows it. */
export type TransformJobSummary = Pick<
  TransformJob,
  'name' | 'status' | 'failureReason' | 'created' | 'ended'
>;

/** What a transform job is started with. */
export interface TransformJobRequest {
  readonly name: string;
  /** The name of a model that SageMaker has. */
  readonly model: string;
  /** `s3://bucket/prefix`: every object whose key begins with it is read. */
  readonly input: string;
  /** `text/csv` … */
  readonly contentType: string;
  readonly compression?: 'None' | 'Gzip';
  /** `Line` cuts each object into records, a line each; `None` sends it whole. */
  readonly splitType: 'None' | 'Line';
  /** `MultiRecord` sends as many records at once as fit, `SingleRecord` one. SageMaker's default is the first. */
  readonly batchStrategy?: 'MultiRecord' | 'SingleRecord';
  /** `s3://bucket/prefix`. */
  readonly output: string;
  /** What stands between the predictions of an object's records; `Line` ends each with a line feed. */
  readonly assembleWith?: 'None' | 'Line';
  /** JSONPath of the part of each record that the model gets: `$[1:]`. All of it when left out. */
  readonly inputFilter?: string;
  /** `Input` puts each record before its prediction. */
  readonly joinSource?: 'None' | 'Input';
  /** JSONPath of the part of the (joined) record that is written: `$[0,-1]`. All of it when left out. */
  readonly outputFilter?: string;
  readonly instanceType: string;
}

/** SageMaker's batch transform jobs. They cannot be deleted: those that ended stay listed. */
export interface TransformJobs {
  start(request: TransformJobRequest): Promise<void>;
  get(name: string, signal?: AbortSignal): Promise<TransformJob>;
  /** The jobs whose name contains `namePart`, the newest first. */
  list(namePart: string, signal?: AbortSignal): Promise<TransformJobSummary[]>;
  stop(name: string): Promise<void>;
}
