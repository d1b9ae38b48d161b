import type { LabAccount } from '../../account.ts';
import type { StackResource } from '../../ports/stacks.ts';
import { isOver, jobRunState, workflowRunState } from '../../runState.ts';
import { stackNames } from './stackNames.ts';

/** What goes on in a stack's workflow, crawlers and jobs: Glue does not delete what is at work. */
export interface StackWork {
  readonly workflowRuns: readonly { readonly workflow: string; readonly id: string }[];
  readonly crawlers: readonly string[];
  readonly runs: readonly { readonly job: string; readonly id: string }[];
}

/** Runs of the stack's workflow and job, and crawls, that have not ended. */
export async function findStackWork(
  { ports: { crawlers, jobs, workflows } }: LabAccount,
  resources: readonly StackResource[],
  signal?: AbortSignal,
): Promise<StackWork> {
  const crawlerNames = stackNames(resources, 'AWS::Glue::Crawler');
  // A stack that is half deleted has fewer than it says.
  const [crawlersNow, jobsNow, workflowsNow] = await Promise.all([
    crawlerNames.length ? crawlers.some(crawlerNames, signal) : [],
    jobs.list(signal),
    workflows.list(signal),
  ]);
  const workflowRuns = stackNames(resources, 'AWS::Glue::Workflow')
    .filter((name) => workflowsNow.includes(name))
    .map(async (workflow) =>
      (await workflows.runs(workflow, signal))
        .filter((run) => !isOver(workflowRunState(run)))
        .map(({ id }) => ({ workflow, id })),
    );
  const runs = stackNames(resources, 'AWS::Glue::Job')
    .filter((name) => jobsNow.includes(name))
    .map(async (job) =>
      (await jobs.runs(job, signal))
        .filter(({ state }) => !isOver(jobRunState[state]))
        .map(({ id }) => ({ job, id })),
    );
  return {
    workflowRuns: (await Promise.all(workflowRuns)).flat(),
    crawlers: crawlersNow.filter(({ state }) => state !== 'READY').map(({ name }) => name),
    runs: (await Promise.all(runs)).flat(),
  };
}
