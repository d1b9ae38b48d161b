import { lstat, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { StoredPractice } from '../lab/ports/accounts.ts';
import { readAccount } from '../launch/accountFile.ts';
import { endProcess } from '../launch/endProcess.ts';
import { takeLease } from '../launch/lease.ts';

/** What a practice account keeps in its folder. Anything else there, such as the lab's files, is not its own. */
const own =
  /^(account\.json.*|practice\.log|lock.*\.duckdb.*|state\.jsonl.*|resetting.*|empty|endpoints|firehose|logs|objects|scratch|spark|training|uploads)$/;

/** What every practice account has, once it was started. */
const mark = 'account.json';

/** What lies in a folder of the practice account; nothing is started for that. */
export async function describePractice(store: string): Promise<StoredPractice> {
  const names = await entriesOf(store);
  if (!names.includes(mark)) return { store, made: false, bytes: 0, pid: undefined };
  const sizes = await Promise.all(
    names.filter((name) => own.test(name)).map((name) => bytesIn(path.join(store, name))),
  );
  return {
    store,
    made: true,
    bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    pid: await servedBy(store),
  };
}

/** Throws one sentence when a folder holds something, but no practice account: resetting one clears its folder. */
export async function refuseForeignFolder(store: string): Promise<void> {
  const names = await entriesOf(store);
  // An account that another window is just starting has no mark yet.
  if (names.includes(mark) || names.every((name) => own.test(name) || name === 'lab')) return;
  throw new Error(
    `The folder ${store} holds other things than a practice account: give an empty or a new folder for it.`,
  );
}

/** Ends the process of a store's account and deletes what it kept; anything else in the folder stays. */
export async function deletePractice(store: string): Promise<void> {
  const names = await entriesOf(store);
  if (!names.includes(mark))
    throw new Error(`There is no practice account in ${store}: nothing was deleted.`);
  const pid = await servedBy(store);
  if (pid !== undefined) await endProcess(pid);
  // Moved away first: another window may start a new process here at any moment.
  const trash = await mkdtemp(`${path.resolve(store)}-deleted-`);
  for (const name of await entriesOf(store)) {
    if (own.test(name)) await rename(path.join(store, name), path.join(trash, name));
  }
  await rm(trash, { recursive: true, force: true, maxRetries: 5 });
  // Stays when something else is in it.
  await rmdir(store).catch(() => undefined);
}

/** The process that serves a store's account now. */
async function servedBy(store: string): Promise<number | undefined> {
  const account = await readAccount(store).catch(() => undefined);
  const lease = account && (await takeLease(account));
  lease?.release();
  return lease?.pid;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Bytes of a file, or of all files below a folder; what vanishes meanwhile counts nothing. */
async function bytesIn(place: string): Promise<number> {
  const names = await readdir(place, { recursive: true }).catch(() => ['']);
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await lstat(path.join(place, name)).catch(() => undefined);
      return found?.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
