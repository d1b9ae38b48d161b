import type { LabAccount } from '../../account.ts';
import type { JobRunState } from '../../ports/jobs.ts';
import type { StackResource } from '../../ports/stacks.ts';
import { stackNames } from './stackNames.ts';

/** What goes on in a stack's crawlers and jobs: Glue does not delete what is at work. */
export interface StackWork {
  readonly crawlers: readonly string[];
  readonly runs: readonly { readonly job: string; readonly id: string }[];
}

/** States of a job run that has not ended. */
const running: readonly JobRunState[] = ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'];

/** Whether a job run has not ended. */
export function isRunning(state: JobRunState): boolean {
  return running.includes(state);
}

/** Crawlers and job runs of the stack that have not ended. */
export async function findStackWork(
  { ports: { crawlers, jobs } }: LabAccount,
  resources: readonly StackResource[],
  signal?: AbortSignal,
): Promise<StackWork> {
  const crawlerNames = stackNames(resources, 'AWS::Glue::Crawler');
  // A stack that is half deleted has fewer than it says.
  const [thereNow, jobNames] = await Promise.all([
    crawlerNames.length ? crawlers.some(crawlerNames, signal) : [],
    jobs.list(signal),
  ]);
  const own = stackNames(resources, 'AWS::Glue::Job').filter((name) => jobNames.includes(name));
  const runs = await Promise.all(
    own.map(async (job) =>
      (await jobs.runs(job, signal)).filter(({ state }) => isRunning(state)).map(({ id }) => ({ job, id })),
    ),
  );
  return {
    crawlers: thereNow.filter(({ state }) => state !== 'READY').map(({ name }) => name),
    runs: runs.flat(),
  };
}
