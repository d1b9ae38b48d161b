import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { frameKinds, frameOf, framesOf } from './frames.ts';
import type { HostCall, HostReply, ScriptFailure, ScriptTask } from './scriptMessages.ts';
import { snapshotFile } from './snapshotFile.ts';
import { SparkError } from './sparkError.ts';

/** What a script's data calls reach: the account's catalog, objects and bookmarks, through DuckDB. */
export interface SparkHost {
  /** Answers one call of the Python package; throws SparkError for what Spark itself would raise. */
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** How a script ended. */
export type ScriptOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'failed';
      readonly type: string;
      readonly message: string;
      readonly line?: number;
      readonly traceback: string;
    };

/** One script to run: its text, its file's name, `sys.argv` behind that, where its output lines go. */
export interface ScriptRun {
  readonly script: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly host: SparkHost;
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs PySpark scripts, one process each, shut off from the host. */
export interface SparkEngine {
  run(run: ScriptRun): Promise<ScriptOutcome>;
  close(): Promise<void>;
}

/** Mebibytes of JavaScript heap; Python's own memory lies outside of it. */
const heapLimit = 256;
/** Bytes of a run's lines that are passed on: a script that prints without end must not fill the disk. */
const outputLimit = 32 * 1_048_576;

/**
 * Python, each script in a process of its own that knows nothing but a pipe: what a script does to its process, it
 * does to its run only. Python starts from the memory of an earlier boot: the build keeps one among the assets; where it
 * did not, the first run keeps one in `folder`. `assets` is the folder of the built programs, with `pyodide/` and
 * `spark/` beside them.
 */
export function createSparkEngine({ assets, folder }: { assets: string; folder: string }): SparkEngine {
  const built = snapshotFile(assets, assets);
  const snapshot = existsSync(built) ? built : snapshotFile(assets, folder);
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  return {
    run: async (run) => {
      const signal = AbortSignal.any([run.signal, closing.signal]);
      if (signal.aborted) return { kind: 'stopped' };
      const done = runScript({ ...run, signal }, assets, snapshot);
      running.add(done);
      return done.finally(() => running.delete(done));
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}

async function runScript(run: ScriptRun, assets: string, snapshot: string): Promise<ScriptOutcome> {
  const { script, name, args, signal } = run;
  const flags = ['--disallow-code-generation-from-strings', `--max-old-space-size=${heapLimit}`];
  const child = spawn(process.execPath, [...flags, path.join(assets, 'sparkWorker.mjs')], {
    // An editor's Electron runs as Node with it; nothing else of this environment is passed on.
    env: { ELECTRON_RUN_AS_NODE: '1' },
    // The pipe on 0 carries nothing: it ends when this process does.
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(`could not start its process (${message})`));
    child.once('exit', (code, by) => resolve(`its process ended with ${by ?? `code ${code}`}`));
  });
  const pipe = child.stdio[3] as Duplex;
  // A broken pipe is seen as the process' end.
  for (const stream of [pipe, child.stdin]) stream?.on('error', () => undefined);
  const stopped = new Promise<ScriptOutcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'stopped' }), { once: true });
  });
  try {
    const task: ScriptTask = { assets, script, name, args, snapshot };
    pipe.write(frameOf(frameKinds.task, Buffer.from(JSON.stringify(task))));
    const done = follow(pipe, run).then(async (outcome) => outcome ?? broken(await ended));
    return await Promise.race([stopped, done]);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Passes lines on and answers calls, one after the other, until the script has ended; undefined if it never said so. */
async function follow(pipe: Duplex, { host, onLine }: ScriptRun): Promise<ScriptOutcome | undefined> {
  let printed = 0;
  const line = (stream: 'stdout' | 'stderr', body: Uint8Array): void => {
    const before = printed;
    printed += body.length + 1;
    if (printed <= outputLimit) onLine(stream, textOf(body));
    else if (before <= outputLimit)
      onLine(stream, 'The rest of what this run prints is not kept: it is too much.');
  };
  try {
    for await (const { kind, body } of framesOf(pipe as AsyncIterable<Buffer>)) {
      if (kind === frameKinds.stdout) line('stdout', body);
      else if (kind === frameKinds.stderr) line('stderr', body);
      else if (kind === frameKinds.call) {
        const reply = await answer(textOf(body), host);
        pipe.write(frameOf(frameKinds.reply, Buffer.from(JSON.stringify(reply))));
      } else return outcomeOf(JSON.parse(textOf(body)) as ScriptFailure | null);
    }
  } catch {
    // The pipe broke with the process.
  }
  return undefined;
}

async function answer(message: string, host: SparkHost): Promise<HostReply> {
  try {
    const { operation, input } = JSON.parse(message) as HostCall;
    return { value: (await host.call(operation, input)) ?? null };
  } catch (error) {
    const type = error instanceof SparkError ? error.type : 'SparkRuntimeException';
    return { error: { type, message: error instanceof Error ? error.message : String(error) } };
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function outcomeOf(failure: ScriptFailure | null): ScriptOutcome {
  if (!failure) return { kind: 'succeeded' };
  const { line, ...rest } = failure;
  return { kind: 'failed', ...rest, ...(line === null ? {} : { line }) };
}

/** The outcome of a process that ended without one: out of memory, as a rule. */
function broken(reason: string): ScriptOutcome {
  const message = `The script was ended, most likely for want of memory: ${reason}.`;
  return { kind: 'failed', type: 'MemoryError', message, traceback: message };
}
