import type { Matrix } from './matrix.ts';

/**
 * A matrix whose values are replaced by the number of the bin they fall into, for histograms. Bin `b` of a feature
 * holds the values below `cuts[b]` and not below `cuts[b - 1]`; the bin behind the last cut holds the missing ones.
 */
export interface BinnedMatrix {
  readonly rows: number;
  readonly columns: number;
  /** For each feature its cut points, ascending; the last lies above every value. */
  readonly cuts: readonly Float32Array[];
  /** For each feature the bin of each row. */
  readonly bins: readonly (Uint8Array | Uint16Array)[];
  /** Where each feature's bins begin in a histogram of all; one more entry gives the number of all bins. */
  readonly offsets: Int32Array;
}

/**
 * Cuts every feature into at most `maxBin` bins and puts each value into its own. With as many distinct values as
 * bins or fewer, every value has a bin of its own; otherwise the cuts are the quantiles of the feature.
 */
export function binMatrix(matrix: Matrix, maxBin: number): BinnedMatrix {
  const cuts: Float32Array[] = [];
  const bins: (Uint8Array | Uint16Array)[] = [];
  const offsets = new Int32Array(matrix.columns + 1);
  for (let feature = 0; feature < matrix.columns; feature += 1) {
    const column = matrix.values.subarray(feature * matrix.rows, (feature + 1) * matrix.rows);
    // A typed array sorts by number and puts NaN last.
    const sorted = column.slice().sort();
    let present = sorted.length;
    while (present > 0 && Number.isNaN(sorted[present - 1])) present -= 1;
    const featureCuts = cutPoints(sorted.subarray(0, present), maxBin);
    cuts.push(featureCuts);
    bins.push(binsOf(column, featureCuts, present < sorted.length));
    offsets[feature + 1] = (offsets[feature] ?? 0) + featureCuts.length + 1;
  }
  return { rows: matrix.rows, columns: matrix.columns, cuts, bins, offsets };
}

/** Cut points for ascending values: the values where a new bin begins, and one above the greatest. */
function cutPoints(sorted: Float32Array, maxBin: number): Float32Array {
  const distinct: number[] = [];
  const firstRank: number[] = [];
  sorted.forEach((value, rank) => {
    if (rank > 0 && value === sorted[rank - 1]) return;
    distinct.push(value);
    firstRank.push(rank);
  });
  const greatest = distinct.at(-1) ?? 0;
  const cuts =
    distinct.length <= maxBin ? distinct.slice(1) : quantiles(distinct, firstRank, sorted.length, maxBin);
  // Far enough above for later data that exceeds what training saw by a little.
  return Float32Array.from([...cuts, greatest + (Math.abs(greatest) + 1e-5)]);
}

/** The distinct values at the ranks k * count / maxBin, without the least value and without doubles. */
function quantiles(
  distinct: readonly number[],
  firstRank: readonly number[],
  count: number,
  maxBin: number,
): number[] {
  const cuts: number[] = [];
  let index = 0;
  let last = 0;
  for (let bin = 1; bin < maxBin; bin += 1) {
    const rank = (bin * count) / maxBin;
    while ((firstRank[index + 1] ?? Infinity) <= rank) index += 1;
    if (index > last) cuts.push(distinct[index] ?? 0);
    last = index;
  }
  return cuts;
}

/** One byte a row where the bins allow it: histograms are built from memory, and bytes are what fits its caches. */
function binsOf(column: Float32Array, cuts: Float32Array, hasMissing: boolean): Uint8Array | Uint16Array {
  const count = cuts.length + (hasMissing ? 1 : 0);
  const bins = count <= 256 ? new Uint8Array(column.length) : new Uint16Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row]!;
    bins[row] = Number.isNaN(value) ? cuts.length : firstAbove(cuts, value);
  }
  return bins;
}

/** Index of the first cut above `value`; the last one when none is. */
function firstAbove(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
