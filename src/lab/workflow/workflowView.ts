import type { PictureView, Section, ViewTable } from '../pictures/pictureView.ts';
import type { GraphNode, ViewGraph } from '../pictures/viewGraph.ts';
import type { Workflow, WorkflowGraph, WorkflowNode, WorkflowRun } from '../ports/workflows.ts';
import { duration } from '../report/format.ts';
import { isOver, workflowRunState, type RunState } from '../runState.ts';
import { StageError } from '../stage.ts';
import { nodeState } from './nodeState.ts';
import { requireRunSucceeded } from './requireRunSucceeded.ts';
import { standOf } from './runWorkflow.ts';

/** The word for each state. */
const words = {
  notStarted: 'not started',
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
} satisfies Record<RunState, string>;

/** Whether a run of the workflow is under way. */
export function isUnderWay({ lastRun }: Workflow): boolean {
  return lastRun !== undefined && !isOver(workflowRunState(lastRun));
}

/**
 * The workflow's graph and table with the states of its last run.
 * @param isRunningHere this window is at the stages by the workflow, though the run may not have begun.
 * @param now ms since the epoch.
 */
export function workflowView(
  workflow: Workflow,
  { isRunningHere, now }: { readonly isRunningHere: boolean; readonly now: number },
): PictureView {
  const { name, lastRun } = workflow;
  const live = isUnderWay(workflow);
  const graph = lastRun?.graph.nodes.length ? lastRun.graph : workflow.graph;
  const section: Section = {
    id: 'graph',
    heading: 'How it stands',
    note: standText(workflow, isRunningHere),
    graph: viewGraph(name, graph, now),
    tables: [stepsTable(graph)],
  };
  return {
    note: `The Glue workflow ${name}: crawler, job and crawler, each begun when the one before has succeeded.`,
    ...(live || isRunningHere ? { busy: lastRun && live ? standOf(lastRun) : 'Getting ready' } : {}),
    choices: [],
    actions: [
      { id: 'run', label: 'Run', disabled: live || isRunningHere },
      { id: 'stop', label: 'Stop', disabled: lastRun?.status !== 'RUNNING' && !isRunningHere },
      { id: 'refresh', label: 'Refresh' },
    ],
    sections: [section],
  };
}

/** How the last run stands, in a sentence or two. */
function standText({ name, lastRun }: Workflow, isRunningHere: boolean): string {
  if (!lastRun) return isRunningHere ? 'The first run is about to begin.' : 'It has never run.';
  const since = lastRun.started ? `, begun ${lastRun.started.toLocaleString('en-GB')}` : '';
  switch (workflowRunState(lastRun)) {
    case 'done':
      return `The last run${since}, has succeeded${took(lastRun)}.`;
    case 'cancelled':
      return lastRun.status === 'STOPPED' ? `The last run${since}, was stopped.` : problemText(name, lastRun);
    case 'failed':
      return problemText(name, lastRun);
    case 'notStarted':
    case 'waiting':
    case 'running':
      return `A run is under way${since}.`;
  }
}

function took({ started, completed }: WorkflowRun): string {
  return started && completed ? ` in ${duration((completed.getTime() - started.getTime()) / 1000)}` : '';
}

function problemText(name: string, run: WorkflowRun): string {
  try {
    requireRunSucceeded(name, run);
  } catch (error) {
    if (error instanceof StageError) return `${error.message} ${error.fix}`;
    throw error;
  }
  return '';
}

function viewGraph(name: string, graph: WorkflowGraph, now: number): ViewGraph {
  return {
    label: `Steps of ${name}`,
    nodes: inOrder(graph).map((node) => graphNode(node, graph, now)),
    arrows: graph.arrows,
  };
}

function graphNode(node: WorkflowNode, graph: WorkflowGraph, now: number): GraphNode {
  const { state, started, ended, error } = nodeState(node, graph);
  const end = ended?.getTime() ?? (isOver(state) ? undefined : now);
  const took =
    node.kind === 'trigger' || !started || end === undefined
      ? ''
      : duration(Math.max(0, end - started.getTime()) / 1000);
  return {
    id: node.id,
    name: node.name,
    kind: kindOf(node),
    state,
    stand: [wordOf(node, state), took].filter(Boolean).join(' · '),
    error,
    ...(node.kind === 'trigger' || state === 'notStarted'
      ? {}
      : { press: { action: `log:${node.id}`, words: 'Show log' } }),
  };
}

function stepsTable(graph: WorkflowGraph): ViewTable {
  return {
    id: 'steps',
    title: 'Steps',
    sentence: 'What the last run did, step by step.',
    columns: ['Step', 'Kind', 'State', 'Began', 'Seconds', 'Error'].map((column) => ({
      name: column,
      numeric: column === 'Seconds',
    })),
    rows: inOrder(graph).map((node) => {
      const { state, started, ended, error } = nodeState(node, graph);
      const seconds =
        node.kind === 'trigger' || !started || !ended
          ? undefined
          : Math.round((ended.getTime() - started.getTime()) / 100) / 10;
      return [
        node.name,
        kindOf(node),
        wordOf(node, state),
        started?.toLocaleTimeString('en-GB'),
        seconds,
        error || undefined,
      ];
    }),
  };
}

function kindOf(node: WorkflowNode): string {
  switch (node.kind) {
    case 'crawler':
      return 'Crawler';
    case 'job':
      return 'Glue job';
    case 'trigger':
      return node.type === 'ON_DEMAND' ? 'Trigger, on demand' : 'Trigger';
  }
}

function wordOf(node: WorkflowNode, state: RunState): string {
  if (node.kind !== 'trigger') return words[state];
  if (state === 'done') return 'fired';
  return node.type !== 'ON_DEMAND' && node.state !== 'ACTIVATED' ? 'not activated' : 'not fired';
}

/** The nodes as the arrows lead from one to the next: whoever starts comes before what is started. */
function inOrder({ nodes, arrows }: WorkflowGraph): WorkflowNode[] {
  const placed = new Set<string>();
  const left = [...nodes];
  const ordered: WorkflowNode[] = [];
  while (left.length) {
    const next = left.findIndex(({ id }) => arrows.every(({ from, to }) => to !== id || placed.has(from)));
    // In a circle nobody comes first.
    const [node] = left.splice(Math.max(0, next), 1);
    if (!node) break;
    placed.add(node.id);
    ordered.push(node);
  }
  return ordered;
}
