import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAccount, type Account, type AccountOptions } from '../../src/practice/account.ts';

const credentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'practice-secret-for-tests' };

/** A practice account in this process, on a store of its own, for the real SDK clients. */
export interface TestAccount {
  readonly folder: string;
  /** What every SDK client is constructed with. */
  readonly client: {
    endpoint: string;
    region: string;
    credentials: typeof credentials;
    forcePathStyle: true;
    maxAttempts: 1;
  };
  /** Closes the account and opens it again on the same store, as after a restart, with other options where some are given. */
  restart(changes?: Partial<AccountOptions>): Promise<void>;
  /** Closes the account and removes its store. */
  close(): Promise<void>;
}

/** Starts a practice account on a free port; `folder` defaults to a new temporary one. */
export async function startTestAccount(options: Partial<AccountOptions> = {}): Promise<TestAccount> {
  const folder = options.folder ?? mkdtempSync(path.join(os.tmpdir(), 'practice-'));
  const open = (port: number, changes: Partial<AccountOptions> = {}): Promise<Account> =>
    startAccount({
      folder,
      assets: path.resolve('dist'),
      credentials,
      pace: 0,
      ...options,
      ...changes,
      port,
    });
  let account = await open(0);
  const { port } = account.server;
  return {
    folder,
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    },
    restart: async (changes) => {
      await account.close();
      account = await open(port, changes);
    },
    close: async () => {
      await account.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
