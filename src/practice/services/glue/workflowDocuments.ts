import type { Action, TriggerType, Predicate } from '@aws-sdk/client-glue';
import type { Store, Table } from '../../store/store.ts';

/** A workflow as the account keeps it. Which triggers belong to it, they say themselves. */
export interface WorkflowDocument {
  readonly name: string;
  readonly description?: string;
  readonly runProperties: Readonly<Record<string, string>>;
  readonly maxConcurrentRuns?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: number;
  readonly updated: number;
}

/** A trigger: it starts its actions on demand, or when its predicate holds. */
export interface TriggerDocument {
  readonly name: string;
  readonly workflow?: string;
  readonly type: TriggerType;
  readonly description?: string;
  readonly actions: readonly Action[];
  readonly predicate?: Predicate;
  /** Only an activated conditional trigger fires. One on demand stays CREATED. */
  readonly state: 'CREATED' | 'ACTIVATED' | 'DEACTIVATED';
  readonly tags: Readonly<Record<string, string>>;
}

/** How an action of a run stands; a job's STOPPED is a crawl's CANCELLED. */
export type ActionState = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'CANCELLED' | 'TIMEOUT' | 'ERROR';

/** An action that a run's trigger has started, or could not start (ERROR). */
export interface ActionDocument {
  readonly trigger: string;
  readonly kind: 'JOB' | 'CRAWLER';
  readonly name: string;
  readonly state: ActionState;
  /** The job's run (its first attempt), or the crawl. */
  readonly run?: string;
  readonly started: number;
  readonly ended?: number;
  readonly error?: string;
}

/** One run of a workflow; one without a workflow is a chain of triggers that belong to none. */
export interface WorkflowRunDocument {
  readonly id: string;
  readonly workflow?: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'STOPPING' | 'STOPPED' | 'ERROR';
  readonly runProperties: Readonly<Record<string, string>>;
  readonly started: number;
  readonly completed?: number;
  readonly error?: string;
  /** The triggers as they were when the run started. */
  readonly triggers: readonly TriggerDocument[];
  /** Names of the triggers that have fired: each fires once in a run. */
  readonly fired: readonly string[];
  readonly actions: readonly ActionDocument[];
}

/** Workflows and triggers by name, runs by id. */
export interface WorkflowDocuments {
  readonly workflows: Table<WorkflowDocument>;
  readonly triggers: Table<TriggerDocument>;
  readonly runs: Table<WorkflowRunDocument>;
  /** A workflow's triggers; those of none for undefined. */
  triggersOf(workflow: string | undefined): TriggerDocument[];
  /** A workflow's runs, the newest first. */
  runsOf(workflow: string): WorkflowRunDocument[];
}

/** The workflows' documents in the store. */
export function workflowDocuments(store: Store): WorkflowDocuments {
  const triggers = store.table<TriggerDocument>('glue.triggers');
  const runs = store.table<WorkflowRunDocument>('glue.workflowRuns');
  return {
    workflows: store.table('glue.workflows'),
    triggers,
    runs,
    triggersOf: (workflow) => triggers.values().filter((trigger) => trigger.workflow === workflow),
    runsOf: (workflow) =>
      runs
        .values()
        .filter((run) => run.workflow === workflow)
        .reverse(),
  };
}

/** Statuses of a run that is under way. */
export const unfinishedStatuses: readonly WorkflowRunDocument['status'][] = ['RUNNING', 'STOPPING'];
