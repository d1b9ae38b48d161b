import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { SparkError } from './sparkError.ts';
import type { HostCall, HostReply, ScriptFailure, WorkerMessage, WorkerTask } from './workerMessages.ts';

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

/** One script to run: its text, `sys.argv` behind the script's name, where its output lines go. */
export interface ScriptRun {
  readonly script: string;
  readonly args: readonly string[];
  readonly host: SparkHost;
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs PySpark scripts, one worker each, shut off from the host. */
export interface SparkEngine {
  run(run: ScriptRun): Promise<ScriptOutcome>;
  close(): Promise<void>;
}

/** Milliseconds that an interrupted script has to end by itself. */
const grace = 300;
/** Mebibytes of JavaScript heap; Python's own memory lies outside of it. */
const heapLimit = 256;

/**
 * Python in worker threads. The first run boots it and keeps its memory, so that later ones start in a fifth of a
 * second. `assets` is the folder of the built workers, with `pyodide/` and `spark/` beside them.
 */
export function createSparkEngine({ assets }: { assets: string }): SparkEngine {
  // Counts for the worlds of workers that start after it: no code is made from text there.
  setFlagsFromString('--disallow-code-generation-from-strings');
  let snapshot: SharedArrayBuffer | undefined;
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  return {
    run: async (run) => {
      const signal = AbortSignal.any([run.signal, closing.signal]);
      if (signal.aborted) return { kind: 'stopped' };
      const done = runScript({ ...run, signal }, assets, snapshot, (memory) => (snapshot ??= memory));
      running.add(done);
      return done.finally(() => running.delete(done));
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}

async function runScript(
  { script, args, host, onLine, signal }: ScriptRun,
  assets: string,
  snapshot: SharedArrayBuffer | undefined,
  keep: (memory: SharedArrayBuffer) => void,
): Promise<ScriptOutcome> {
  const { port1: calls, port2 } = new MessageChannel();
  const task: WorkerTask = {
    assets,
    script,
    args,
    calls: port2,
    replied: new SharedArrayBuffer(4),
    interrupt: new SharedArrayBuffer(1),
    ...(snapshot ? { snapshot } : {}),
  };
  const worker = new Worker(path.join(assets, 'sparkWorker.mjs'), {
    workerData: task,
    transferList: [port2],
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: heapLimit },
  });
  answerCalls(calls, new Int32Array(task.replied), host);
  try {
    return await new Promise<ScriptOutcome>((resolve) => {
      const stop = (): void => {
        Atomics.store(new Uint8Array(task.interrupt), 0, 2);
        setTimeout(() => resolve({ kind: 'stopped' }), grace).unref();
      };
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'snapshot') keep(message.memory);
        else if (message.kind === 'line') onLine(message.stream, message.line);
        else resolve(signal.aborted ? { kind: 'stopped' } : outcomeOf(message.failure));
      });
      worker.on('error', (error) => resolve(broken(error.message)));
      worker.on('exit', (code) => resolve(broken(`its interpreter ended with code ${code}`)));
    });
  } finally {
    calls.close();
    await worker.terminate();
  }
}

/** Answers a worker's calls, one after the other as they come, and wakes it up. */
function answerCalls(calls: MessagePort, replied: Int32Array, host: SparkHost): void {
  const answer = async (message: string): Promise<HostReply> => {
    try {
      const { operation, input } = JSON.parse(message) as HostCall;
      return { value: (await host.call(operation, input)) ?? null };
    } catch (error) {
      const type = error instanceof SparkError ? error.type : 'SparkRuntimeException';
      return { error: { type, message: error instanceof Error ? error.message : String(error) } };
    }
  };
  calls.on('message', (message: string) => {
    void answer(message).then((reply) => {
      calls.postMessage(JSON.stringify(reply));
      Atomics.store(replied, 0, 1);
      Atomics.notify(replied, 0);
    });
  });
}

function outcomeOf(failure: ScriptFailure | null): ScriptOutcome {
  if (!failure) return { kind: 'succeeded' };
  const { line, ...rest } = failure;
  return { kind: 'failed', ...rest, ...(line === null ? {} : { line }) };
}

/** The outcome of a worker that ended without one: out of memory, as a rule. */
function broken(reason: string): ScriptOutcome {
  const message = `The script was ended: ${reason}.`;
  return { kind: 'failed', type: 'MemoryError', message, traceback: message };
}
