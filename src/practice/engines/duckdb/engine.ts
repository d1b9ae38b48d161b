/** A result: column names, their DuckDB types, rows of JavaScript values (bigint for 64-bit integers). */
export interface Rows {
  readonly columns: readonly { name: string; type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** One connection to the account's DuckDB. Temporary views and tables made through it are its own. */
export interface Session {
  run(sql: string): Promise<void>;
  query(sql: string): Promise<Rows>;
  /** Ends the statement that runs; its promise rejects. */
  interrupt(): void;
  close(): void;
}

/**
 * DuckDB, in memory, with a memory limit, shut off from everything but the folders it was given (read and write),
 * its configuration locked.
 */
export interface Engine {
  session(): Promise<Session>;
  close(): void;
}
