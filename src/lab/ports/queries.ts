/** Athena's own states of a query. */
export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** One execution of a query. */
export interface QueryExecution {
  readonly id: string;
  readonly sql: string;
  readonly state: QueryState;
  /** `DML`, `DDL`, `UTILITY`, and more exactly `SELECT`, `CREATE_TABLE_AS_SELECT`; empty where Athena does not say. */
  readonly statementType: string;
  readonly substatementType: string;
  /** Athena's own words on why it failed; empty otherwise. */
  readonly reason: string;
  readonly scannedBytes: number;
  /** What Athena took for it, waiting included; 0 as long as it runs. */
  readonly milliseconds: number;
  /** `s3://…` of what it wrote. */
  readonly output: string;
  readonly submitted: Date | undefined;
}

/** Rows of a result: the columns' names, then each row's values; NULL is undefined. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/** A thousand rows of a result at most. */
export interface ResultPage {
  /** With their types as Athena names them: `varchar`, `bigint`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: QueryResult['rows'];
  /** For the page behind this one; undefined on the last. */
  readonly next: string | undefined;
}

/** Amazon Athena. */
export interface Queries {
  /** Starts a query; `output` is `s3://bucket/prefix/` for its results. Answers with its id. */
  start(sql: string, options: { database: string; output: string; workGroup?: string }): Promise<string>;
  get(id: string, signal?: AbortSignal): Promise<QueryExecution>;
  /** The latest executions of the usual work group, the newest first, fifty at most. */
  recent(signal?: AbortSignal): Promise<QueryExecution[]>;
  /** The executions of the usual work group that Athena still knows, those submitted before `since` left out. */
  history(since: Date, signal?: AbortSignal): Promise<QueryExecution[]>;
  result(id: string, signal?: AbortSignal): Promise<QueryResult>;
  /** One page of a result: the first, or the one that `next` of the page before it names. */
  page(id: string, next?: string, signal?: AbortSignal): Promise<ResultPage>;
  stop(id: string): Promise<void>;
}
