import type { JobRunState, JobUpdate, Predecessor } from '@aws-sdk/client-glue';
import type { Store, Table } from '../../store/store.ts';

/** Log groups of job runs; each run writes to a stream of its id. */
export const outputLogGroup = '/aws-glue/jobs/output';
export const errorLogGroup = '/aws-glue/jobs/error';

/** Minutes after which a run ends in TIMEOUT, when its job does not say: Glue's default. */
export const defaultTimeout = 2880;

/** A job as the account keeps it. */
export interface JobDocument {
  readonly name: string;
  readonly definition: JobUpdate;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: number;
  readonly updated: number;
}

/** One run of a job. */
export interface JobRunDocument {
  readonly id: string;
  readonly job: string;
  /** 0 for the first run; counts the retries. */
  readonly attempt: number;
  readonly previous?: string;
  /** The trigger that started it, and the job runs that the trigger waited for. */
  readonly trigger?: string;
  readonly predecessors?: readonly Predecessor[];
  readonly state: JobRunState;
  readonly started: number;
  readonly modified: number;
  /** When its script began. */
  readonly begun?: number;
  readonly completed?: number;
  readonly error?: string;
  /** The run's own arguments, over the job's. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The job's definition as it was when the run started. */
  readonly definition: JobUpdate;
  /** Minutes. */
  readonly timeout: number;
}

/** Jobs by name and runs by id. */
export interface JobDocuments {
  readonly jobs: Table<JobDocument>;
  readonly runs: Table<JobRunDocument>;
  /** A job's runs, the newest first. */
  runsOf(job: string): JobRunDocument[];
}

/** The jobs' documents in the store. */
export function jobDocuments(store: Store): JobDocuments {
  const runs = store.table<JobRunDocument>('glue.jobRuns');
  return {
    jobs: store.table('glue.jobs'),
    runs,
    runsOf: (job) =>
      runs
        .values()
        .filter((run) => run.job === job)
        .reverse(),
  };
}

/** States in which a run takes one of its job's concurrent runs. */
export const unfinishedStates: readonly JobRunState[] = ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'];
