import type { BinnedMatrix } from './cuts.ts';

/** For every bin of every feature the sum of gradients and of hessians: `[2 * bin]` and `[2 * bin + 1]`. */
export type Histogram = Float64Array;

/** First and second derivative of the loss, one of each a row. */
export interface Gradients {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  /** Whether every hessian is 1, as with the squared error: then counting replaces adding. */
  readonly unitHessian: boolean;
}

/** Makes histograms of sets of rows, and keeps those given back for the next. */
export class HistogramBuilder {
  readonly #binned: BinnedMatrix;
  readonly #size: number;
  readonly #free: Histogram[] = [];
  readonly #orderedGradient: Float32Array;
  readonly #orderedHessian: Float32Array;

  constructor(binned: BinnedMatrix) {
    this.#binned = binned;
    this.#size = 2 * (binned.offsets[binned.columns] ?? 0);
    this.#orderedGradient = new Float32Array(binned.rows);
    this.#orderedHessian = new Float32Array(binned.rows);
  }

  /** The histogram of `rows` over `features`; the other features' bins stay 0. */
  build(rows: Int32Array, features: readonly number[], gradients: Gradients): Histogram {
    const histogram = this.#free.pop()?.fill(0) ?? new Float64Array(this.#size);
    const { gradient, hessian, unitHessian } = gradients;
    const orderedGradient = this.#orderedGradient;
    const orderedHessian = this.#orderedHessian;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index]!;
      orderedGradient[index] = gradient[row]!;
      if (!unitHessian) orderedHessian[index] = hessian[row]!;
    }
    for (const feature of features) {
      const bins = this.#binned.bins[feature] as Uint8Array;
      const start = 2 * this.#binned.offsets[feature]!;
      if (unitHessian) countInto(histogram, start, bins, rows, orderedGradient);
      else addInto(histogram, start, bins, rows, orderedGradient, orderedHessian);
    }
    return histogram;
  }

  /** Turns a parent's histogram into that of one child by taking the other child's away. */
  subtract(parent: Histogram, child: Histogram): Histogram {
    for (let index = 0; index < parent.length; index += 1) {
      parent[index] = parent[index]! - child[index]!;
    }
    return parent;
  }

  /** Gives a histogram back that nobody reads any more. */
  release(histogram: Histogram): void {
    this.#free.push(histogram);
  }
}

function countInto(
  histogram: Histogram,
  start: number,
  bins: Uint8Array,
  rows: Int32Array,
  gradient: Float32Array,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const at = start + 2 * bins[rows[index]!]!;
    histogram[at] = histogram[at]! + gradient[index]!;
    histogram[at + 1] = histogram[at + 1]! + 1;
  }
}

function addInto(
  histogram: Histogram,
  start: number,
  bins: Uint8Array,
  rows: Int32Array,
  gradient: Float32Array,
  hessian: Float32Array,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const at = start + 2 * bins[rows[index]!]!;
    histogram[at] = histogram[at]! + gradient[index]!;
    histogram[at + 1] = histogram[at + 1]! + hessian[index]!;
  }
}
