import type { LabAccount } from '../../account.ts';
import { poll } from '../../follow/poll.ts';
import type { OnProgress } from '../../progress.ts';
import { isOver, jobRunState, workflowRunState } from '../../runState.ts';
import type { StackWork } from './stackWork.ts';
import { unless } from './unless.ts';

/** Seconds between two looks at what is ending. */
const lookEvery = 5;

/** Stops what goes on in the stack's workflow, crawlers and job, and waits until it has ended. */
export async function stopWork(
  account: LabAccount,
  { workflowRuns, crawlers: crawls, runs }: StackWork,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { workflows, crawlers, jobs } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  // First of all: what it has started would go on to the next.
  for (const { workflow, id } of workflowRuns) {
    step(`Stopping the run ${id} of the workflow ${workflow}`);
    await workflows.stop(workflow, id);
    const look = () => workflows.run(workflow, id, signal);
    await poll(account, lookEvery, signal, look, (run) => isOver(workflowRunState(run)));
  }
  for (const name of crawls) {
    step(`Stopping the crawler ${name}`);
    await unless(/^Crawler(NotRunning|Stopping)Exception$/, () => crawlers.stop(name));
    const look = () => crawlers.get(name, signal);
    await poll(account, lookEvery, signal, look, ({ state }) => state === 'READY');
  }
  for (const { job, id } of runs) {
    step(`Stopping the run ${id} of the job ${job}`);
    await jobs.stop(job, id);
    const look = () => jobs.run(job, id, signal);
    await poll(account, lookEvery, signal, look, ({ state }) => isOver(jobRunState[state]));
  }
}
