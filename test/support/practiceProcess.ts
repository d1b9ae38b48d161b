import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchPractice, type LaunchOptions, type Practice } from '../../src/launch/launchPractice.ts';

/** A store in a temporary folder, with the practice processes that tests launch on it. */
export interface TestStore {
  readonly folder: string;
  launch(options?: Partial<LaunchOptions>): Promise<Practice>;
  /** The process id in the store's account file. */
  pid(): number;
  /** Ends what still serves the store and removes it. */
  remove(): Promise<void>;
}

/** Makes an empty store; its processes linger for a fraction of a second, so that tests end soon. */
export function makeStore(): TestStore {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'practice-store-'));
  const launched: Practice[] = [];
  // Also those that another one was faster than: a slow one still makes files when all others have ended.
  const started = new Set<number>();
  return {
    folder,
    launch: async (options = {}) => {
      const practice = await launchPractice({
        program: path.resolve('dist/practice.mjs'),
        store: folder,
        lingerSeconds: 0.2,
        onStarted: (pid) => started.add(pid),
        ...options,
      });
      launched.push(practice);
      return practice;
    },
    pid: () => (JSON.parse(readFileSync(path.join(folder, 'account.json'), 'utf8')) as { pid: number }).pid,
    remove: async () => {
      for (const practice of launched) practice.release();
      for (const pid of new Set([...started, ...launched.map((practice) => practice.pid)])) {
        await until(`the end of process ${pid}`, () => !isAlive(pid));
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Whether a process with that id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something holds; throws, naming it, after a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited a minute for ${what}`);
    await sleep(20);
  }
}

/** What SDK clients of a launched account are constructed with. */
export function clientOf({ endpoint, region, credentials }: Practice): {
  endpoint: string;
  region: string;
  credentials: Practice['credentials'];
  forcePathStyle: true;
  maxAttempts: number;
} {
  // The SDK writes into the credentials that it is given.
  return { endpoint, region, credentials: { ...credentials }, forcePathStyle: true, maxAttempts: 1 };
}
