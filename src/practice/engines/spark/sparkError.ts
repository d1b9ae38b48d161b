/** An error that the Python package raises as Spark would: `type` is the exception's name in Python. */
export class SparkError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = 'SparkError';
    this.type = type;
  }
}

/** A query that cannot be planned. */
export function analysisError(message: string): SparkError {
  return new SparkError('AnalysisException', message);
}
