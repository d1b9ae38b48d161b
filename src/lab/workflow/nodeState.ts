import type { WorkflowGraph, WorkflowNode } from '../ports/workflows.ts';
import { crawlRunState, jobRunState, type RunState } from '../runState.ts';

/** How a node of a workflow's run is doing. */
export interface NodeState {
  readonly state: RunState;
  /** Glue's own word; empty for what has not begun. */
  readonly glue: string;
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  readonly error: string;
}

const notBegun: NodeState = {
  state: 'notStarted',
  glue: '',
  started: undefined,
  ended: undefined,
  error: '',
};

/** How a node is doing: a job or a crawler as the last that the run started of it; a trigger is done once it has fired. */
export function nodeState(node: WorkflowNode, graph: WorkflowGraph): NodeState {
  switch (node.kind) {
    case 'job': {
      const last = node.runs.at(-1);
      if (!last) return notBegun;
      const { state, started, completed, errorMessage } = last;
      return { state: jobRunState[state], glue: state, started, ended: completed, error: errorMessage };
    }
    case 'crawler': {
      const last = node.crawls.at(-1);
      if (!last) return notBegun;
      const { state, started, completed, errorMessage } = last;
      return { state: crawlRunState[state], glue: state, started, ended: completed, error: errorMessage };
    }
    case 'trigger': {
      const begun = startsOf(node.id, graph).sort((one, other) => one.getTime() - other.getTime());
      const [fired] = begun;
      return fired ? { ...notBegun, state: 'done', glue: 'FIRED', started: fired, ended: fired } : notBegun;
    }
  }
}

/** When the run started what a trigger leads to. */
function startsOf(trigger: string, { nodes, arrows }: WorkflowGraph): Date[] {
  const targets = arrows.filter(({ from }) => from === trigger).map(({ to }) => to);
  return nodes
    .filter(({ id }) => targets.includes(id))
    .flatMap((node) => {
      const all = node.kind === 'job' ? node.runs : node.kind === 'crawler' ? node.crawls : [];
      return all[0]?.started ?? [];
    });
}
