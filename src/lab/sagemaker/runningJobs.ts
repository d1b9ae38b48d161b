import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import { poll } from '../follow/poll.ts';
import type { OnProgress } from '../progress.ts';

/** Seconds between two looks at a job that is being stopped. */
const lookEvery = 5;

/** A training, tuning or transform job that has not ended. */
export interface RunningJob {
  readonly kind: 'training job' | 'tuning job' | 'transform job';
  readonly name: string;
  readonly state: RunningState;
}

type RunningState = 'InProgress' | 'Stopping';

/** What the three kinds have in common. */
interface Jobs {
  list(namePart: string, signal?: AbortSignal): Promise<{ name: string; status: string }[]>;
  get(name: string, signal?: AbortSignal): Promise<{ status: string }>;
  stop(name: string): Promise<void>;
}

/**
 * The jobs whose names begin with `prefix` and that have not ended. Where nobody may list the jobs of tuning and of batch
 * transforms, there are none: the lab can be done without these rights.
 */
export async function runningJobs(
  account: LabAccount,
  prefix: string,
  signal?: AbortSignal,
): Promise<RunningJob[]> {
  const running = async (kind: RunningJob['kind']): Promise<RunningJob[]> => {
    const found = await jobsOf(account, kind).list(prefix, signal);
    return found.flatMap(({ name, status }) =>
      name.startsWith(prefix) && isRunning(status) ? [{ kind, name, state: status }] : [],
    );
  };
  const unlessDenied = (error: unknown): RunningJob[] => {
    if (isAccessDenied(error)) return [];
    throw error;
  };
  const found = await Promise.all([
    running('training job'),
    running('tuning job').catch(unlessDenied),
    running('transform job').catch(unlessDenied),
  ]);
  return found.flat();
}

/** Stops these jobs, and waits until each has ended: until then it costs money, and may write into S3. */
export async function stopJobs(
  account: LabAccount,
  jobs: readonly RunningJob[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const { kind, name, state } of jobs) {
    // SageMaker refuses to stop what is being stopped already.
    if (state === 'Stopping') continue;
    signal.throwIfAborted();
    onProgress({ kind: 'step', text: `Stopping the ${kind} ${name}` });
    await stop(jobsOf(account, kind), name, signal);
  }
  for (const { kind, name } of jobs) {
    onProgress({ kind: 'step', text: `Waiting until the ${kind} ${name} has ended` });
    const look = () => jobsOf(account, kind).get(name, signal);
    await poll(account, lookEvery, signal, look, ({ status }) => !isRunning(status));
  }
}

async function stop(jobs: Jobs, name: string, signal: AbortSignal): Promise<void> {
  try {
    await jobs.stop(name);
  } catch (error) {
    // It may have ended, or somebody may have stopped it, since it was listed.
    const { status } = await jobs.get(name, signal);
    if (status === 'InProgress') throw error;
  }
}

function jobsOf({ ports }: LabAccount, kind: RunningJob['kind']): Jobs {
  return { 'training job': ports.training, 'tuning job': ports.tuning, 'transform job': ports.transforms }[
    kind
  ];
}

function isRunning(status: string): status is RunningState {
  return status === 'InProgress' || status === 'Stopping';
}
