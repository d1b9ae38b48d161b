/** An error of a query in Athena's words: `COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved …`. */
export class QueryError extends Error {
  /** Trino's name of the error. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'QueryError';
    this.code = code;
  }
}
