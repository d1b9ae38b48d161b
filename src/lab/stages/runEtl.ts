import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import { createLogFollower } from '../follow/logFollower.ts';
import { poll } from '../follow/poll.ts';
import { runOnce, type SingleWork } from '../follow/runOnce.ts';
import type { JobRun } from '../ports/jobs.ts';
import type { OnProgress } from '../progress.ts';
import { countDeliveredLines } from '../publish/deliveredLines.ts';
import { wholeNumber } from '../report/format.ts';
import { isOver, jobRunState } from '../runState.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { isDone, notDone, StageError, type Stage } from '../stage.ts';
import { claimOf } from '../survey/claimOf.ts';
import { requireResources } from '../survey/resources.ts';
import { readCuratedRows } from '../tables/curatedRows.ts';

/** Seconds between two looks at a job run. */
const lookEvery = 5;

/** Runs the job that computes how many cycles each engine had left, and writes Parquet. */
export const runEtl: Stage<'runEtl'> = {
  id: 'runEtl',
  title: 'Run Glue ETL',
  needs: ['crawlSubmissions', 'prepareJob'],
  check: async ({ account, event }, signal) => {
    const names = await requireResources(account, event, signal);
    const stream = await account.ports.streams.describe(names.deliveryStream, signal);
    const curated = await readCuratedRows(account, names.curatedBucket, signal);
    if (!curated.rows) {
      return notDone(`The curated bucket ${names.curatedBucket} holds no rows yet.`, 'Run the job.');
    }
    const lines = await countDeliveredLines(account, stream, signal);
    const again = 'Run the job again: that empties the curated bucket and resets the bookmark first.';
    if (curated.rows !== lines) {
      return notDone(
        `The curated bucket holds ${wholeNumber(curated.rows)} rows, but ${wholeNumber(lines)} lines were published.`,
        again,
      );
    }
    if (curated.enginesThatFail !== curated.engines || curated.minimumRul !== 0) {
      return notDone(
        `Of ${wholeNumber(curated.engines)} engines, ${wholeNumber(curated.engines - curated.enginesThatFail)} have no row with 0 cycles left: the job did not see all their lines at once, or its script computes something else.`,
        again,
      );
    }
    const script = await scriptUploaded(account, names.job, signal);
    return isDone(
      { rows: curated.rows, engines: curated.engines, minimumRul: curated.minimumRul },
      script && script > curated.newest
        ? "The job's script was uploaded anew after it had written these rows."
        : undefined,
    );
  },
  run: async (context, onProgress, signal) => {
    const { account, event } = context;
    const resources = await requireResources(account, event, signal);
    const { job } = resources;
    const follow = (id: string): Promise<JobRun> => followRun(account, job, id, onProgress, signal);
    const work: SingleWork = {
      claim: claimOf('runEtl', resources),
      underWay: () => runUnderWay(account, job, signal),
      isDone: async () => (await runEtl.check(context, signal)).done,
      begin: async () => {
        await takeBack(account, resources, onProgress, signal);
        return startRun(account, job, onProgress, signal);
      },
      finish: async (id) => requireSucceeded(await follow(id), job),
      follow: async (id) => {
        onProgress({ kind: 'step', text: `A run of ${job} is under way; following it` });
        await follow(id);
      },
    };
    await runOnce(account, work, signal);
  },
  reset: async ({ account, event }, onProgress, signal) => {
    await takeBack(account, await requireResources(account, event, signal), onProgress, signal);
  },
};

/** When the script that the job runs was uploaded; undefined where nobody may look. */
async function scriptUploaded(
  { ports }: LabAccount,
  job: string,
  signal?: AbortSignal,
): Promise<Date | undefined> {
  try {
    const at = parseS3Uri((await ports.jobs.get(job, signal)).scriptLocation);
    return at && (await ports.buckets.describe(at.bucket, at.key, signal))?.lastModified;
  } catch (error) {
    if (isAccessDenied(error)) return undefined;
    throw error;
  }
}

/** Throws a StageError for a run that did not end well: how it ended, and what to do. */
export function requireSucceeded({ id, state, errorMessage, logGroup }: JobRun, job: string): void {
  if (jobRunState[state] === 'done') return;
  throw new StageError(
    `The run of ${job} ended ${state}${errorMessage ? `: ${errorMessage.replace(/\.$/, '')}` : ''}.`,
    state === 'STOPPED'
      ? 'Somebody stopped it; run it again.'
      : `Correct the script as the message says, patch and upload the job again, and run it again. Its log is in ${logGroup}/error, stream ${id}.`,
  );
}

/** Empties the curated bucket, and lets the job's next run read every line again. */
export async function takeBack(
  account: LabAccount,
  { job, curatedBucket }: { readonly job: string; readonly curatedBucket: string },
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  onProgress({ kind: 'step', text: `Emptying ${curatedBucket} and resetting the bookmark of ${job}` });
  await removeObjects(account, curatedBucket, '', signal);
  await account.ports.jobs.resetBookmark(job);
}

async function runUnderWay(
  account: LabAccount,
  job: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const runs = await account.ports.jobs.runs(job, signal);
  return runs.find(({ state }) => !isOver(jobRunState[state]))?.id;
}

/** Starts a run; while another one is in the way, that one is followed to its end. */
function startRun(
  account: LabAccount,
  job: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<string> {
  return poll(
    account,
    lookEvery,
    signal,
    async () => {
      try {
        return await account.ports.jobs.start(job);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConcurrentRunsExceededException') throw error;
        const other = await runUnderWay(account, job, signal);
        if (other !== undefined) await followRun(account, job, other, onProgress, signal);
        return '';
      }
    },
    (runId) => runId !== '',
  );
}

async function followRun(
  account: LabAccount,
  job: string,
  runId: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<JobRun> {
  let shown = '';
  let follow: ((signal: AbortSignal) => Promise<void>) | undefined;
  return poll(
    account,
    lookEvery,
    signal,
    async () => {
      const now = await account.ports.jobs.run(job, runId, signal);
      if (now.state !== shown) onProgress({ kind: 'step', text: `The run of ${job} is ${now.state}` });
      shown = now.state;
      follow ??= createLogFollower(account, `${now.logGroup}/output`, runId, onProgress);
      await follow(signal);
      return now;
    },
    ({ state }) => isOver(jobRunState[state]),
  );
}
