import {
  EntityNotFoundException,
  GetWorkflowCommand,
  GetWorkflowRunCommand,
  GetWorkflowRunsCommand,
  IllegalWorkflowStateException,
  paginateListWorkflows,
  StartWorkflowRunCommand,
  StopWorkflowRunCommand,
  type GlueClient,
  type Node,
  type WorkflowGraph as GlueGraph,
  type WorkflowRun as GlueRun,
} from '@aws-sdk/client-glue';
import type { WorkflowGraph, WorkflowNode, WorkflowRun, Workflows } from '../lab/ports/workflows.ts';
import { aborting } from './aborting.ts';
import { jobRunOf } from './jobs.ts';

/** Glue's workflows behind the lab's port. */
export function createWorkflows(client: GlueClient): Workflows {
  return {
    list: async (signal) => {
      const names: string[] = [];
      for await (const page of paginateListWorkflows({ client }, {}, aborting(signal))) {
        names.push(...(page.Workflows ?? []));
      }
      return names;
    },
    get: async (name, signal) => {
      try {
        const { Workflow = {} } = await client.send(
          new GetWorkflowCommand({ Name: name, IncludeGraph: true }),
          aborting(signal),
        );
        const { Graph, LastRun } = Workflow;
        return { name, graph: graphOf(Graph), lastRun: LastRun && runOf(LastRun) };
      } catch (error) {
        if (error instanceof EntityNotFoundException) return undefined;
        throw error;
      }
    },
    start: async (name) => {
      const { RunId = '' } = await client.send(new StartWorkflowRunCommand({ Name: name }));
      return RunId;
    },
    run: async (name, runId, signal) => {
      const { Run = {} } = await client.send(
        new GetWorkflowRunCommand({ Name: name, RunId: runId, IncludeGraph: true }),
        aborting(signal),
      );
      return runOf(Run);
    },
    runs: async (name, signal) => {
      const { Runs = [] } = await client.send(
        new GetWorkflowRunsCommand({ Name: name, MaxResults: 25 }),
        aborting(signal),
      );
      const time = ({ started }: WorkflowRun): number => started?.getTime() ?? 0;
      return Runs.map(runOf).sort((one, other) => time(other) - time(one));
    },
    stop: async (name, runId) => {
      try {
        await client.send(new StopWorkflowRunCommand({ Name: name, RunId: runId }));
      } catch (error) {
        if (!(error instanceof IllegalWorkflowStateException)) throw error;
      }
    },
  };
}

function runOf(run: GlueRun): WorkflowRun {
  const { Statistics: counts = {} } = run;
  return {
    id: run.WorkflowRunId ?? '',
    status: run.Status ?? 'RUNNING',
    started: run.StartedOn,
    completed: run.CompletedOn,
    errorMessage: run.ErrorMessage ?? '',
    actions: counts.TotalActions ?? 0,
    failed: (counts.FailedActions ?? 0) + (counts.ErroredActions ?? 0) + (counts.TimeoutActions ?? 0),
    stopped: counts.StoppedActions ?? 0,
    graph: graphOf(run.Graph),
  };
}

function graphOf({ Nodes = [], Edges = [] }: GlueGraph = {}): WorkflowGraph {
  return {
    nodes: Nodes.map(nodeOf),
    arrows: Edges.map(({ SourceId = '', DestinationId = '' }) => ({ from: SourceId, to: DestinationId })),
  };
}

function nodeOf({
  Type,
  Name = '',
  UniqueId = '',
  TriggerDetails,
  JobDetails,
  CrawlerDetails,
}: Node): WorkflowNode {
  const named = { id: UniqueId, name: Name };
  switch (Type) {
    case 'JOB':
      return { ...named, kind: 'job', runs: (JobDetails?.JobRuns ?? []).map(jobRunOf) };
    case 'CRAWLER':
      return {
        ...named,
        kind: 'crawler',
        crawls: (CrawlerDetails?.Crawls ?? []).map((crawl) => ({
          state: crawl.State ?? 'RUNNING',
          started: crawl.StartedOn,
          completed: crawl.CompletedOn,
          errorMessage: crawl.ErrorMessage ?? '',
        })),
      };
    case 'TRIGGER':
    case undefined: {
      const { Type: type = 'ON_DEMAND', State = 'CREATED' } = TriggerDetails?.Trigger ?? {};
      return { ...named, kind: 'trigger', type, state: State };
    }
  }
}
