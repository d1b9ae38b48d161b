import { startAccount, type Account } from './account.ts';
import { accountOf, likelyFreePort, writeAccount, type AccountFile } from './accountFile.ts';
import { createLifetime } from './lifetime.ts';
import { resetStore, type ResetTo } from './store/reset.ts';
import { lockStore } from './store/storeLock.ts';

const longestEndMs = 5000;

/** What a practice process is started with. */
export interface PracticeOptions {
  readonly folder: string;
  readonly assets: string;
  readonly pace: number;
  /** For how long the process lives without a lease. */
  readonly lingerSeconds: number;
  /** What the account forgets before anything of it is read. */
  readonly resetTo?: ResetTo | undefined;
}

/**
 * Serves the account of a store until no lease is left: takes the store's lock, serves on the store's port, and then
 * writes the account file. A port that another program has taken meanwhile is exchanged for a free one, for good.
 * Throws StoreTaken when another process has the store.
 */
export async function runPractice(options: PracticeOptions): Promise<void> {
  const { folder } = options;
  const unlock = await lockStore(folder);
  if (options.resetTo) resetStore(folder, options.resetTo);
  const known = accountOf(folder);
  const lifetime = createLifetime(known.secret, options.lingerSeconds);
  const account = await serve(known, (port) =>
    startAccount({
      folder,
      assets: options.assets,
      credentials: known.credentials,
      pace: options.pace,
      provisioned: true,
      port,
      own: lifetime.own,
    }),
  );
  const end = () => {
    // Nothing that was acknowledged waits for this: it only ends in order what can be ended in order.
    setTimeout(() => process.exit(0), longestEndMs).unref();
    void account.close().finally(() => {
      unlock();
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  await writeAccount(folder, { ...known, pid: process.pid, port: account.server.port });
  lifetime.begin({
    end,
    reset: (to) => account.reset(to),
    setPace: (pace) => account.setPace(pace),
  });
}

/** Starts on the store's port, else on another one. */
async function serve(known: AccountFile, start: (port: number) => Promise<Account>): Promise<Account> {
  for (let port = known.port, tries = 0; ; port = likelyFreePort(), tries += 1) {
    try {
      return await start(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === 20) throw error;
      process.stderr.write(`Port ${port} is taken by another program; the account moves to another one.\n`);
    }
  }
}
