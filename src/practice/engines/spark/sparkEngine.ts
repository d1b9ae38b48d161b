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
  onLine(stream: 'stdout' | 'stderr', line: string): void;
  readonly signal: AbortSignal;
}

/** Runs PySpark scripts, one worker each, shut off from the host. */
export interface SparkEngine {
  run(run: ScriptRun): Promise<ScriptOutcome>;
  close(): Promise<void>;
}
