import type { MessagePort } from 'node:worker_threads';

/** What a worker is started with. */
export interface WorkerTask {
  readonly assets: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Where calls of the script go, as JSON, and their replies come back. */
  readonly calls: MessagePort;
  /** 1 once a reply is there. */
  readonly replied: SharedArrayBuffer;
  /** Pyodide's: 2 interrupts the script. */
  readonly interrupt: SharedArrayBuffer;
  /** The memory of an interpreter that has booted; without one, the worker boots and makes one. */
  readonly snapshot?: SharedArrayBuffer;
}

/** What the worker says while it runs. */
export type WorkerMessage =
  | { readonly kind: 'snapshot'; readonly memory: SharedArrayBuffer }
  | { readonly kind: 'line'; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  | { readonly kind: 'ended'; readonly failure: ScriptFailure | null };

/** A script's Python error. */
export interface ScriptFailure {
  readonly type: string;
  readonly message: string;
  readonly line: number | null;
  readonly traceback: string;
}

/** One call of the Python package. */
export interface HostCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Its reply. */
export type HostReply =
  { readonly value: unknown } | { readonly error: { readonly type: string; readonly message: string } };
