/** A table of numbers to train on or to evaluate against. */
export interface Matrix {
  readonly rows: number;
  /** Features; the label is not one of them. */
  readonly columns: number;
  /** Column by column: `values[column * rows + row]`. NaN is a missing value. */
  readonly values: Float32Array;
  readonly labels: Float32Array;
  /** One weight a row; without them every row weighs 1. */
  readonly weights?: Float32Array;
}

/** A matrix that training reports its metrics on. */
export interface Evaluation {
  readonly name: string;
  readonly matrix: Matrix;
}
