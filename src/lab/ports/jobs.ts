/** Glue's own states of a job run. */
export type JobRunState =
  | 'STARTING'
  | 'RUNNING'
  | 'STOPPING'
  | 'STOPPED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMEOUT'
  | 'ERROR'
  | 'WAITING'
  | 'EXPIRED';

/** A Glue job, as far as the lab looks at it. */
export interface Job {
  readonly name: string;
  /** `s3://bucket/key` of its script. */
  readonly scriptLocation: string;
  readonly role: string;
  readonly maxConcurrentRuns: number;
  readonly bookmarks: boolean;
  /** `5.0` …; empty where Glue says nothing of it. */
  readonly glueVersion: string;
}

/** One run of a job. */
export interface JobRun {
  readonly id: string;
  readonly state: JobRunState;
  readonly started: Date | undefined;
  /** When it ended; undefined while it goes on. */
  readonly completed: Date | undefined;
  readonly errorMessage: string;
  /** How long it used what it runs on, in seconds. */
  readonly executionSeconds: number;
  /** The data processing units (DPUs) it runs on; undefined where Glue does not say. */
  readonly capacity: number | undefined;
  /** What it used in all, where the capacity changed meanwhile. */
  readonly dpuSeconds: number | undefined;
  /** The log group below which the run writes (`<group>/output`, `<group>/error`), its stream named after the run. */
  readonly logGroup: string;
}

/** Glue's jobs. Errors keep Glue's names (`ConcurrentRunsExceededException` …). */
export interface Jobs {
  list(signal?: AbortSignal): Promise<string[]>;
  get(name: string, signal?: AbortSignal): Promise<Job>;
  /** Points the job at another script; everything else of its definition stays. */
  setScript(name: string, scriptLocation: string): Promise<void>;
  resetBookmark(name: string): Promise<void>;
  /** Starts a run and answers with its id. */
  start(name: string): Promise<string>;
  stop(name: string, runId: string): Promise<void>;
  run(name: string, runId: string, signal?: AbortSignal): Promise<JobRun>;
  /** The latest runs, the newest first. */
  runs(name: string, signal?: AbortSignal): Promise<JobRun[]>;
  /** Every run that Glue still knows, in no order. */
  history(name: string, signal?: AbortSignal): Promise<JobRun[]>;
}
