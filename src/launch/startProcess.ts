import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const largestLog = 1024 * 1024;

/** A practice process that was started: how it ended, once it has. */
export interface StartedProcess {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Undefined while it runs. */
  ended(): { readonly code: number | null; readonly reason: string } | undefined;
}

/** What the practice program is started with. */
export interface StartOptions {
  /** The practice program's bundle. */
  readonly program: string;
  readonly store: string;
  readonly pace?: number | undefined;
  readonly lingerSeconds?: number | undefined;
  /** What the account forgets before it is served: all, to be as new or empty. Also one that is too damaged to start. */
  readonly reset?: 'provisioned' | 'empty' | undefined;
}

/**
 * Starts the practice program detached, so that it outlives this process and is shared. What it says on stderr goes to
 * `practice.log` in the store.
 */
export function startProcess(options: StartOptions): StartedProcess {
  const { program, store, pace, lingerSeconds, reset } = options;
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const log = path.join(store, 'practice.log');
  const handle = openSync(log, 'a', 0o600);
  if (statSync(log).size > largestLog) truncateSync(log);
  const logStart = statSync(log).size;
  const args = [
    ['--store', store],
    ...(pace === undefined ? [] : [['--pace', String(pace)]]),
    ...(lingerSeconds === undefined ? [] : [['--linger', String(lingerSeconds)]]),
    ...(reset === undefined ? [] : [['--reset', reset]]),
  ].flat();
  // Options of this process's Node (a debugger's) are none of the child's; in an editor, execPath is Electron.
  const child = spawn(process.execPath, [path.resolve(program), ...args], {
    // Not this process's folder, which somebody may want to remove while the account is served.
    cwd: store,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', handle, handle],
    env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
  });
  closeSync(handle);
  child.unref();
  let ended: { code: number | null; reason: string } | undefined;
  const note = async (code: number | null, failure?: Error) => {
    const said = (await readFile(log)).subarray(logStart).toString('utf8').trim();
    ended = { code, reason: failure?.message ?? said };
  };
  void once(child, 'exit').then(
    ([code]: unknown[]) => note(code as number | null),
    (error: unknown) => note(null, error as Error),
  );
  return { pid: child.pid, ended: () => ended };
}
