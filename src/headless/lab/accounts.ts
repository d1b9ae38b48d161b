import path from 'node:path';
import * as practiceAccount from '../../accounts/openPractice.ts';
import { connectAws } from '../../aws/connect.ts';
import type { LabAccount } from '../../lab/account.ts';
import { endProcess } from '../../launch/endProcess.ts';

/** An account for the time of this command. */
export interface OpenAccount {
  readonly account: LabAccount;
  close(): Promise<void>;
}

/** How long the process of a temporary store lives without this command, in seconds: a killed command cannot end it. */
const shortLinger = 5;

/**
 * Opens the practice account of a store. One in a temporary store ends with this command; any other lives on while
 * somebody uses it.
 */
export async function openPractice(
  assets: string,
  store: string,
  options: {
    readonly pace: number;
    readonly temporary: boolean;
    readonly signal: AbortSignal;
    /** What the account forgets first, when it is to begin anew. */
    readonly reset?: 'empty' | undefined;
  },
): Promise<OpenAccount> {
  const { pace, temporary, signal, reset } = options;
  const { account, practice } = await practiceAccount.openPractice({
    program: path.join(assets, 'practice.mjs'),
    store,
    pace,
    reset,
    // A process that is starting in a folder to be removed is waited for: it would go on there.
    ...(temporary ? { lingerSeconds: shortLinger } : { signal }),
  });
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
  const account = await connectAws(
    profile === undefined ? { kind: 'usual' } : { kind: 'profile', profile },
    region,
  );
  return {
    account,
    close: () => {
      account.close();
      return Promise.resolve();
    },
  };
}
