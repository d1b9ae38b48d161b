import { workflowRunState } from '../runState.ts';
import type { WorkflowRun } from '../ports/workflows.ts';
import { StageError } from '../stage.ts';
import { requireSucceeded } from '../stages/runEtl.ts';
import { crawlFailure } from '../tables/crawlFailure.ts';
import { nodeState } from './nodeState.ts';

/** Throws a StageError for a run that did not end well: of the crawler or job that failed or was stopped, where one was. */
export function requireRunSucceeded(workflow: string, run: WorkflowRun): void {
  const { graph, status, errorMessage } = run;
  const state = workflowRunState(run);
  if (state === 'done') return;
  // What was stopped tells nothing where the whole run was.
  const sought = status === 'COMPLETED' ? state : 'failed';
  for (const node of graph.nodes) {
    const { state: how, glue, error } = nodeState(node, graph);
    if (how !== sought || node.kind === 'trigger') continue;
    const last = node.kind === 'job' ? node.runs.at(-1) : undefined;
    // A run that could not be started has no log.
    if (last?.id) requireSucceeded(last, node.name);
    if (node.kind === 'crawler' && glue !== 'ERROR') {
      throw crawlFailure(node.name, how, { status: glue, message: error });
    }
    throw new StageError(
      `The workflow ${workflow} could not start ${node.name}: ${error.replace(/\.$/, '')}.`,
      'Wait until what is in its way has ended, and run the workflow again.',
    );
  }
  throw new StageError(
    `The run of the workflow ${workflow} ended ${status}${errorMessage ? `: ${errorMessage.replace(/\.$/, '')}` : ''}.`,
    state === 'cancelled' ? 'Somebody stopped it; run it again.' : 'Run the workflow again.',
  );
}
