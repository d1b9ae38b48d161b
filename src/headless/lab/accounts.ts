import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAws, connectPractice } from '../../aws/connect.ts';
import type { LabAccount } from '../../lab/account.ts';
import { launchPractice } from '../../launch/launchPractice.ts';

/** An account for the time of this command. */
export interface OpenAccount {
  readonly account: LabAccount;
  close(): Promise<void>;
}

/** How long the process of a temporary store lives without this command, in seconds: a killed command cannot end it. */
const shortLinger = 5;

/** A process that was told to end is waited for this long, in ms. */
const longestEnd = 700;

/**
 * Opens the practice account of a store. One in a temporary store ends with this command; any other lives on while
 * somebody uses it.
 */
export async function openPractice(
  assets: string,
  store: string,
  options: { readonly pace: number; readonly temporary: boolean; readonly signal: AbortSignal },
): Promise<OpenAccount> {
  const { pace, temporary, signal } = options;
  const practice = await launchPractice({
    program: path.join(assets, 'practice.mjs'),
    store,
    pace,
    // A process that is starting in a folder to be removed is waited for: it would go on there.
    ...(temporary ? { lingerSeconds: shortLinger } : { signal }),
  });
  const account = await connectPractice({ ...practice, pace });
  return {
    account,
    close: async () => {
      account.close();
      practice.release();
      if (temporary) await endProcess(practice.pid);
    },
  };
}

/** Opens an AWS account. */
export async function openAws(options: {
  readonly profile: string | undefined;
  readonly region: string;
}): Promise<OpenAccount> {
  const { profile, region } = options;
  const account = await connectAws({ region, ...(profile === undefined ? {} : { profile }) });
  return {
    account,
    close: () => {
      account.close();
      return Promise.resolve();
    },
  };
}

/** Ends a process that this command has started, so that its folder can be removed. */
async function endProcess(pid: number): Promise<void> {
  const deadline = performance.now() + longestEnd;
  let signal: NodeJS.Signals = 'SIGTERM';
  try {
    for (;;) {
      process.kill(pid, signal);
      if (performance.now() > deadline) signal = 'SIGKILL';
      await sleep(20);
    }
  } catch {
    // It has ended: there is no such process any more.
  }
}
