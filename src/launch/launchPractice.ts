import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAccount, type PracticeAccount } from './accountFile.ts';
import { takeLease, type Lease } from './lease.ts';
import { sendOwnRequest } from './ownRequest.ts';
import { startProcess, type StartedProcess, type StartOptions } from './startProcess.ts';

/** What to launch, and where. */
export interface LaunchOptions extends StartOptions {
  /** Ends the waiting for the process; the process itself ends by having no lease. */
  readonly signal?: AbortSignal | undefined;
  /** Told the id of each process that is started: where several programs launch at once, not each comes to serve. */
  readonly onStarted?: ((pid: number) => void) | undefined;
}

/** A practice account that is being served, and this program's hold on it. */
export interface Practice {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: PracticeAccount['credentials'];
  readonly pid: number;
  /** Resolves when the hold is over: it was released, or the process has ended. */
  readonly over: Promise<void>;
  /** Forgets everything in the account, for every holder; then it is as new, or empty. */
  reset(options?: { empty?: boolean }): Promise<void>;
  release(): void;
}

/** The practice program's exit code for "another process has this store". */
const storeTaken = 3;
const longestStartMs = 60_000;
const betweenLooksMs = 50;
const longestResetMs = 60_000;

/**
 * Finds the process that serves the practice account of a store, or starts one, and takes a lease on it. Any number
 * of programs may do so at the same time: one process serves them all. `pace` counts for all of them from then on.
 * Throws with the process's own words when it does not start, and the signal's reason when aborted.
 */
export async function launchPractice(options: LaunchOptions): Promise<Practice> {
  const store = path.resolve(options.store);
  const deadline = Date.now() + longestStartMs;
  let started: StartedProcess | undefined;
  for (;;) {
    options.signal?.throwIfAborted();
    const account = await readAccount(store);
    const lease = account && (await takeLease(account, options.pace));
    if (account && lease) {
      const practice = practiceOf(account, lease);
      // The process that was started here has done so itself, before it read anything.
      if (options.reset && lease.pid !== started?.pid) {
        await practice.reset({ empty: options.reset === 'empty' });
      }
      return practice;
    }
    const ended = started?.ended();
    if (ended && ended.code !== 0 && ended.code !== storeTaken) {
      throw new Error(
        `The practice account in ${store} did not start: ${ended.reason || `exit code ${String(ended.code)}`} (log: ${path.join(store, 'practice.log')})`,
      );
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The practice account in ${store} did not answer within ${longestStartMs / 1000} s: end its process, if there is one, and try again.`,
      );
    }
    // Whoever had the store may be starting, and answers soon, or ending, and then it is free.
    if (!started || ended) {
      started = startProcess({ ...options, store });
      if (started.pid !== undefined) options.onStarted?.(started.pid);
    }
    await sleep(betweenLooksMs, undefined, options.signal ? { signal: options.signal } : {});
  }
}

function practiceOf(account: PracticeAccount, lease: Lease): Practice {
  const { region, credentials, port } = account;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region,
    credentials,
    ...lease,
    reset: async ({ empty = false } = {}) => {
      const reply = await sendOwnRequest(account, 'POST', `/-/reset${empty ? '?empty' : ''}`, longestResetMs);
      reply?.resume();
      if (reply?.statusCode !== 204) {
        throw new Error('The practice account could not be reset: see practice.log in its folder.');
      }
    },
  };
}
