import type { BinnedMatrix } from './cuts.ts';

/** For every bin of every feature the sum of gradients and of hessians: `[2 * bin]` and `[2 * bin + 1]`. */
export type Histogram = Float64Array;

/** First and second derivative of the loss, one of each a row. */
export interface Gradients {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  /** Whether every hessian is 1, as with the squared error. */
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
    this.#orderedHessian = new Float32Array(binned.rows).fill(1);
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
    const sums = { rows, gradient: orderedGradient, hessian: orderedHessian };
    const { bins, offsets, rows: height } = this.#binned;
    const columns = features.map((feature) => ({ start: feature * height, offset: offsets[feature]! }));
    for (let index = 0; index < columns.length; index += 4) {
      const [a, b, c, d] = columns.slice(index, index + 4);
      if (a && b && c && d) addFour(histogram, bins, sums, a, b, c, d);
      else for (const column of columns.slice(index)) addOne(histogram, bins, sums, column);
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

/** Rows, and what each of them adds to its bins. */
interface Summands {
  readonly rows: Int32Array;
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
}

/** Where a feature's bins begin: those of its rows in the binned matrix, those it has in a histogram. */
interface Column {
  readonly start: number;
  readonly offset: number;
}

/**
 * Adds rows to the bins of four features at once: what a row adds is read once for all four, and the processor need
 * not wait for a sum to be stored before it adds the next, as where many rows in turn fall into one bin.
 */
function addFour(
  histogram: Histogram,
  bins: BinnedMatrix['bins'],
  { rows, gradient, hessian }: Summands,
  { start: startA, offset: offsetA }: Column,
  { start: startB, offset: offsetB }: Column,
  { start: startC, offset: offsetC }: Column,
  { start: startD, offset: offsetD }: Column,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const first = gradient[index]!;
    const second = hessian[index]!;
    const a = 2 * (offsetA + bins[startA + row]!);
    histogram[a] = histogram[a]! + first;
    histogram[a + 1] = histogram[a + 1]! + second;
    const b = 2 * (offsetB + bins[startB + row]!);
    histogram[b] = histogram[b]! + first;
    histogram[b + 1] = histogram[b + 1]! + second;
    const c = 2 * (offsetC + bins[startC + row]!);
    histogram[c] = histogram[c]! + first;
    histogram[c + 1] = histogram[c + 1]! + second;
    const d = 2 * (offsetD + bins[startD + row]!);
    histogram[d] = histogram[d]! + first;
    histogram[d + 1] = histogram[d + 1]! + second;
  }
}

function addOne(
  histogram: Histogram,
  bins: BinnedMatrix['bins'],
  { rows, gradient, hessian }: Summands,
  { start, offset }: Column,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const at = 2 * (offset + bins[start + rows[index]!]!);
    histogram[at] = histogram[at]! + gradient[index]!;
    histogram[at + 1] = histogram[at + 1]! + hessian[index]!;
  }
}
