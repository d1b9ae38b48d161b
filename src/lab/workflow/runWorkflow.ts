import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';
import { runOnce, type SingleWork } from '../follow/runOnce.ts';
import { isCancelled } from '../leaving.ts';
import type { WorkflowRun } from '../ports/workflows.ts';
import type { OnProgress } from '../progress.ts';
import { crawlerRunState, isOver, jobRunState, workflowRunState } from '../runState.ts';
import { NotDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { crawlCurated } from '../stages/crawlCurated.ts';
import { crawlSubmissions } from '../stages/crawlSubmissions.ts';
import { prepareJob } from '../stages/prepareJob.ts';
import { publish } from '../stages/publish.ts';
import { runEtl, takeBack } from '../stages/runEtl.ts';
import { claimOf } from '../survey/claimOf.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import { requireLabWorkflow } from './labWorkflow.ts';
import { nodeState } from './nodeState.ts';
import { requireRunSucceeded } from './requireRunSucceeded.ts';

/** What the way of the stages by a workflow is called. */
export const workflowTitle = 'Run as Workflow';

/** Seconds between two looks at a run. */
const lookEvery = 5;

/**
 * Does the stages Run Submissions Crawler, Run Glue ETL and Run Curated Crawler by the lab's Glue workflow, and holds the
 * result to their checks. Follows a run that is under way instead of starting another one. A cancelled run is stopped in
 * the account; one that its window leaves goes on.
 */
export async function runWorkflow(
  context: LabContext,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account, event } = context;
  const resources = await requireResources(account, event, signal);
  const { name } = await requireLabWorkflow(context, resources, signal);
  for (const need of [publish, prepareJob]) await requireDone(need, context, signal);
  const work: SingleWork = {
    // The job's run by itself and as a part of the workflow are in each other's way.
    claim: claimOf('runEtl', resources),
    underWay: () => runUnderWay(account, name, signal),
    isDone: async () => (await firstNotDone(context, signal)) === undefined,
    begin: async () => {
      await takeBack(account, resources, onProgress, signal);
      onProgress({ kind: 'step', text: `Starting the workflow ${name}` });
      return account.ports.workflows.start(name);
    },
    finish: async (id) => {
      try {
        requireRunSucceeded(name, await follow(account, name, id, onProgress, signal));
      } catch (error) {
        if (isCancelled(signal)) await account.ports.workflows.stop(name, id);
        throw error;
      }
    },
    follow: async (id) => {
      onProgress({ kind: 'step', text: `A run of ${name} is under way; following it` });
      await follow(account, name, id, onProgress, signal);
    },
  };
  if ((await work.underWay()) === undefined) await untilFree(account, resources, onProgress, signal);
  await runOnce(account, work, signal);
  onProgress({ kind: 'step', text: 'Checking the result' });
  const missing = await firstNotDone(context, signal);
  if (missing) throw missing;
}

async function requireDone(stage: Stage, context: LabContext, signal: AbortSignal): Promise<void> {
  const check = await stage.check(context, signal);
  if (check.done) return;
  throw new StageError(
    `"${workflowTitle}" needs "${stage.title}" first: ${check.reason}`,
    `Run "${stage.title}".`,
  );
}

/** What the first of the three stages that is not done lacks; undefined when all are. */
async function firstNotDone(context: LabContext, signal: AbortSignal): Promise<NotDone | undefined> {
  for (const stage of [crawlSubmissions, runEtl, crawlCurated] as readonly Stage[]) {
    const check = await stage.check(context, signal);
    if (!check.done) return new NotDone(check.reason, check.fix);
  }
  return undefined;
}

async function runUnderWay(
  { ports }: LabAccount,
  workflow: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const runs = await ports.workflows.runs(workflow, signal);
  return runs.find((run) => !isOver(workflowRunState(run)))?.id;
}

/** Waits until the crawlers and the job rest: a workflow cannot start what runs already. */
async function untilFree(
  account: LabAccount,
  { submissionsCrawler, curatedCrawler, job }: Resources,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { crawlers, jobs } = account.ports;
  let told = '';
  const busy = async (): Promise<string | undefined> => {
    const [looked, runs] = await Promise.all([
      crawlers.some([submissionsCrawler, curatedCrawler], signal),
      jobs.runs(job, signal),
    ]);
    const crawler = looked.find(({ state }) => crawlerRunState(state, undefined) === 'running');
    if (crawler) return `the crawler ${crawler.name}`;
    return runs.some(({ state }) => !isOver(jobRunState[state])) ? `the job ${job}` : undefined;
  };
  const ask = async (): Promise<boolean> => {
    const now = await busy();
    if (now !== undefined && now !== told) onProgress({ kind: 'step', text: `Waiting for ${now} to end` });
    told = now ?? '';
    return now === undefined;
  };
  await poll(account, lookEvery, signal, ask, (free) => free);
}

function follow(
  account: LabAccount,
  workflow: string,
  id: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<WorkflowRun> {
  let shown = '';
  return poll(
    account,
    lookEvery,
    signal,
    async () => {
      const run = await account.ports.workflows.run(workflow, id, signal);
      const text = standOf(run);
      if (text !== shown) onProgress({ kind: 'step', text });
      shown = text;
      return run;
    },
    (run) => isOver(workflowRunState(run)),
  );
}

/** What a run is at, in a few words. */
export function standOf({ graph, status }: WorkflowRun): string {
  const begun = graph.nodes.filter((node) => node.kind !== 'trigger');
  const moving = begun.flatMap((node) => {
    const { state, glue } = nodeState(node, graph);
    return state === 'running' || state === 'waiting' ? [`${node.name} is ${glue}`] : [];
  });
  return moving.length ? moving.join(', ') : `The workflow is ${status}`;
}
