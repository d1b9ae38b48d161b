import type { CrawlerState, LastCrawlStatus } from './ports/crawlers.ts';
import type { DeliveryStreamStatus } from './ports/deliveryStreams.ts';
import type { EndpointStatus } from './ports/endpoints.ts';
import type { JobRunState } from './ports/jobs.ts';
import type { NotebookStatus } from './ports/notebooks.ts';
import type { QueryState } from './ports/queries.ts';
import type { TrainingJobStatus } from './ports/trainingJobs.ts';
import type { CrawlState, WorkflowRunStatus } from './ports/workflows.ts';

/** How anything that runs is doing: the one notion behind every icon, word and colour. */
export type RunState = 'notStarted' | 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** Whether a state will not change by itself any more. */
export function isOver(state: RunState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** How a crawler is doing: while it is at rest, its last crawl tells. */
export function crawlerRunState(state: CrawlerState, lastCrawl: LastCrawlStatus | undefined): RunState {
  return state === 'READY' && lastCrawl ? lastCrawlRunState[lastCrawl] : crawlerStates[state];
}

const crawlerStates = {
  READY: 'notStarted',
  RUNNING: 'running',
  STOPPING: 'running',
} as const satisfies Record<CrawlerState, RunState>;

export const lastCrawlRunState = {
  SUCCEEDED: 'done',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
} as const satisfies Record<LastCrawlStatus, RunState>;

export const crawlRunState = {
  RUNNING: 'running',
  CANCELLING: 'running',
  CANCELLED: 'cancelled',
  SUCCEEDED: 'done',
  FAILED: 'failed',
  ERROR: 'failed',
} as const satisfies Record<CrawlState, RunState>;

/** How a workflow's run is doing: Glue calls one COMPLETED whether its actions have failed, or were stopped, or not. */
export function workflowRunState({
  status,
  failed,
  stopped,
}: {
  readonly status: WorkflowRunStatus;
  readonly failed: number;
  readonly stopped: number;
}): RunState {
  if (status !== 'COMPLETED') return workflowRunStates[status];
  if (failed > 0) return 'failed';
  return stopped > 0 ? 'cancelled' : 'done';
}

const workflowRunStates = {
  RUNNING: 'running',
  COMPLETED: 'done',
  STOPPING: 'running',
  STOPPED: 'cancelled',
  ERROR: 'failed',
} as const satisfies Record<WorkflowRunStatus, RunState>;

export const jobRunState = {
  STARTING: 'waiting',
  WAITING: 'waiting',
  RUNNING: 'running',
  STOPPING: 'running',
  STOPPED: 'cancelled',
  SUCCEEDED: 'done',
  FAILED: 'failed',
  TIMEOUT: 'failed',
  ERROR: 'failed',
  EXPIRED: 'failed',
} as const satisfies Record<JobRunState, RunState>;

export const queryRunState = {
  QUEUED: 'waiting',
  RUNNING: 'running',
  SUCCEEDED: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const satisfies Record<QueryState, RunState>;

export const trainingJobRunState = {
  InProgress: 'running',
  Completed: 'done',
  Failed: 'failed',
  Stopping: 'running',
  Stopped: 'cancelled',
  Deleting: 'cancelled',
} as const satisfies Record<TrainingJobStatus, RunState>;

export const endpointRunState = {
  OutOfService: 'failed',
  Creating: 'waiting',
  Updating: 'waiting',
  SystemUpdating: 'waiting',
  RollingBack: 'waiting',
  InService: 'done',
  Deleting: 'cancelled',
  Failed: 'failed',
  UpdateRollbackFailed: 'failed',
} as const satisfies Record<EndpointStatus, RunState>;

export const notebookRunState = {
  Pending: 'waiting',
  InService: 'running',
  Stopping: 'running',
  Stopped: 'notStarted',
  Failed: 'failed',
  Deleting: 'cancelled',
  Updating: 'waiting',
  InMaintenance: 'waiting',
  PendingMaintenance: 'waiting',
} as const satisfies Record<NotebookStatus, RunState>;

export const deliveryStreamRunState = {
  CREATING: 'waiting',
  CREATING_FAILED: 'failed',
  DELETING: 'cancelled',
  DELETING_FAILED: 'failed',
  ACTIVE: 'running',
} as const satisfies Record<DeliveryStreamStatus, RunState>;
