/** Athena's own states of a query. */
export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** One execution of a query. */
export interface QueryExecution {
  readonly id: string;
  readonly sql: string;
  readonly state: QueryState;
  /** Athena's own words on why it failed; empty otherwise. */
  readonly reason: string;
  readonly scannedBytes: number;
  /** `s3://…` of what it wrote. */
  readonly output: string;
}

/** Rows of a result: the columns' names, then each row's values; NULL is undefined. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/** Amazon Athena. */
export interface Queries {
  /** Starts a query; `output` is `s3://bucket/prefix/` for its results. Answers with its id. */
  start(sql: string, options: { database: string; output: string; workGroup?: string }): Promise<string>;
  get(id: string, signal?: AbortSignal): Promise<QueryExecution>;
  result(id: string, signal?: AbortSignal): Promise<QueryResult>;
  stop(id: string): Promise<void>;
}
