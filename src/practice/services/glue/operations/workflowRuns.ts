import type {
  GetWorkflowRunPropertiesRequest,
  GetWorkflowRunPropertiesResponse,
  GetWorkflowRunRequest,
  GetWorkflowRunResponse,
  GetWorkflowRunsRequest,
  GetWorkflowRunsResponse,
  PutWorkflowRunPropertiesRequest,
  StartWorkflowRunRequest,
  StartWorkflowRunResponse,
  StopWorkflowRunRequest,
  WorkflowRun,
  WorkflowRunStatistics,
} from '@aws-sdk/client-glue';
import { AwsError } from '../../../awsError.ts';
import type { Clock } from '../../../clock.ts';
import { checkName, notFound } from '../glueErrors.ts';
import type { JobDocuments } from '../jobDocuments.ts';
import { pageOf } from '../paging.ts';
import type { ActionState, WorkflowDocuments, WorkflowRunDocument } from '../workflowDocuments.ts';
import { workflowGraph, type RunOfGraph } from '../workflowGraph.ts';
import type { WorkflowRuns } from '../workflowRuns.ts';
import { startWorkflowRun, workflowOf } from './startWorkflowRun.ts';

/** Glue's operations on runs of workflows. */
export function workflowRunOperations(
  documents: WorkflowDocuments,
  runs: WorkflowRuns,
  jobs: JobDocuments,
  clock: Clock,
) {
  const named = (name: string | undefined, id: string | undefined): WorkflowRunDocument => {
    const workflow = workflowOf(documents, name);
    const run = documents.runs.get(checkName(id, 'runId'));
    if (run?.workflow !== workflow.name) throw notFound(`Workflow run ${id ?? ''} not found.`);
    return run;
  };
  return {
    StartWorkflowRun: ({ Name, RunProperties = {} }: StartWorkflowRunRequest): StartWorkflowRunResponse => ({
      RunId: startWorkflowRun(Name, RunProperties, documents, runs),
    }),
    StopWorkflowRun: ({ Name, RunId }: StopWorkflowRunRequest) => {
      const { id, status } = named(Name, RunId);
      if (status !== 'RUNNING') {
        throw new AwsError('IllegalWorkflowStateException', `Workflow run ${id} is ${status}, not RUNNING.`);
      }
      runs.stop(id);
      return {};
    },
    GetWorkflowRun: ({ Name, RunId, IncludeGraph }: GetWorkflowRunRequest): GetWorkflowRunResponse => ({
      Run: describedWorkflowRun({ run: named(Name, RunId), jobs, clock }, IncludeGraph),
    }),
    GetWorkflowRuns: ({
      Name,
      IncludeGraph,
      ...request
    }: GetWorkflowRunsRequest): GetWorkflowRunsResponse => {
      const { page, ...next } = pageOf(documents.runsOf(workflowOf(documents, Name).name), request);
      return { Runs: page.map((run) => describedWorkflowRun({ run, jobs, clock }, IncludeGraph)), ...next };
    },
    GetWorkflowRunProperties: ({
      Name,
      RunId,
    }: GetWorkflowRunPropertiesRequest): GetWorkflowRunPropertiesResponse => ({
      RunProperties: named(Name, RunId).runProperties,
    }),
    PutWorkflowRunProperties: ({ Name, RunId, RunProperties }: PutWorkflowRunPropertiesRequest) => {
      const run = named(Name, RunId);
      documents.runs.set(run.id, { ...run, runProperties: { ...run.runProperties, ...RunProperties } });
      return {};
    },
  };
}

/** A run as GetWorkflowRun shows it; with its graph, where that is asked for. */
export function describedWorkflowRun(of: RunOfGraph, graph: boolean | undefined): WorkflowRun {
  const { run } = of;
  return {
    ...(run.workflow === undefined ? {} : { Name: run.workflow }),
    WorkflowRunId: run.id,
    WorkflowRunProperties: run.runProperties,
    StartedOn: new Date(run.started),
    ...(run.completed === undefined ? {} : { CompletedOn: new Date(run.completed) }),
    Status: run.status,
    ...(run.error === undefined ? {} : { ErrorMessage: run.error }),
    Statistics: statisticsOf(run),
    ...(graph ? { Graph: workflowGraph(run.triggers, of) } : {}),
  };
}

function statisticsOf({ triggers, actions }: WorkflowRunDocument): WorkflowRunStatistics {
  const count = (...states: ActionState[]): number =>
    actions.filter(({ state }) => states.includes(state)).length;
  return {
    TotalActions: triggers.reduce((sum, trigger) => sum + trigger.actions.length, 0),
    TimeoutActions: count('TIMEOUT'),
    FailedActions: count('FAILED'),
    StoppedActions: count('STOPPED', 'CANCELLED'),
    SucceededActions: count('SUCCEEDED'),
    RunningActions: count('RUNNING'),
    ErroredActions: count('ERROR'),
    WaitingActions: 0,
  };
}
