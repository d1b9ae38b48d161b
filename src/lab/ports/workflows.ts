import type { JobRun } from './jobs.ts';

/** Glue's own statuses of a workflow's run. */
export type WorkflowRunStatus = 'RUNNING' | 'COMPLETED' | 'STOPPING' | 'STOPPED' | 'ERROR';

/** Glue's own states of a crawl of a workflow's run. */
export type CrawlState = 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'SUCCEEDED' | 'FAILED' | 'ERROR';

/** Glue's own states of a trigger. */
export type TriggerState =
  | 'CREATING'
  | 'CREATED'
  | 'ACTIVATING'
  | 'ACTIVATED'
  | 'DEACTIVATING'
  | 'DEACTIVATED'
  | 'DELETING'
  | 'UPDATING';

/** A crawl that a workflow's run has started. */
export interface Crawl {
  readonly state: CrawlState;
  readonly started: Date | undefined;
  /** When it ended; undefined while it goes on. */
  readonly completed: Date | undefined;
  readonly errorMessage: string;
}

/** A trigger, a crawler or a job of a workflow. In a run's graph it has what the run has started of it. */
export type WorkflowNode = { readonly id: string; readonly name: string } & (
  | {
      readonly kind: 'trigger';
      readonly type: 'ON_DEMAND' | 'CONDITIONAL' | 'SCHEDULED' | 'EVENT';
      readonly state: TriggerState;
    }
  | { readonly kind: 'job'; readonly runs: readonly JobRun[] }
  | { readonly kind: 'crawler'; readonly crawls: readonly Crawl[] }
);

/** What belongs to a workflow, and what leads to what: from a trigger to what it starts, from there to who waits for it. */
export interface WorkflowGraph {
  readonly nodes: readonly WorkflowNode[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
}

/** One run of a workflow. */
export interface WorkflowRun {
  readonly id: string;
  readonly status: WorkflowRunStatus;
  readonly started: Date | undefined;
  readonly completed: Date | undefined;
  /** Why the run itself could not go on; a node's failure stands at the node. */
  readonly errorMessage: string;
  /** What its triggers start, when all of them fire; how much of it did not end well, and how much was stopped. */
  readonly actions: number;
  readonly failed: number;
  readonly stopped: number;
  /** Empty in a list of runs. */
  readonly graph: WorkflowGraph;
}

/** A workflow with its last run. */
export interface Workflow {
  readonly name: string;
  readonly graph: WorkflowGraph;
  readonly lastRun: WorkflowRun | undefined;
}

/** Glue's workflows. Errors keep Glue's names (`ConcurrentRunsExceededException` …). */
export interface Workflows {
  list(signal?: AbortSignal): Promise<string[]>;
  /** The workflow of that name; undefined when there is none. */
  get(name: string, signal?: AbortSignal): Promise<Workflow | undefined>;
  /** Starts a run and answers with its id. */
  start(name: string): Promise<string>;
  run(name: string, runId: string, signal?: AbortSignal): Promise<WorkflowRun>;
  /** The latest runs, the newest first, without their graphs. */
  runs(name: string, signal?: AbortSignal): Promise<WorkflowRun[]>;
  /** Stops a run with all that it has started; one that is over already is no error. */
  stop(name: string, runId: string): Promise<void>;
}
