/** What a script's process is given to do. */
export interface ScriptTask {
  readonly assets: string;
  readonly script: string;
  /** Its file's name. */
  readonly name: string;
  readonly args: readonly string[];
  /** File of the memory of an interpreter that has booted; it is made when it is not there. */
  readonly snapshot: string;
}

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
