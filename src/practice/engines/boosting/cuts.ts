import { distinctFinder } from './distinctValues.ts';
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
  /**
   * Column by column, as the matrix's values: `bins[feature * rows + row]`. One byte each where that holds every bin:
   * histograms are built from memory, and bytes are what fits its caches.
   */
  readonly bins: Uint8Array | Uint16Array;
  /** Where each feature's bins begin in a histogram of all; one more entry gives the number of all bins. */
  readonly offsets: Int32Array;
}

/**
 * Cuts every feature into at most `maxBin` bins and puts each value into its own. With as many distinct values as
 * bins or fewer, every value has a bin of its own; otherwise the cuts are the quantiles of the feature.
 */
export function binMatrix({ rows, columns, values }: Matrix, maxBin: number): BinnedMatrix {
  const size = rows * columns;
  const bins = maxBin + Number(hasMissing(values)) <= 256 ? new Uint8Array(size) : new Uint16Array(size);
  const cuts: Float32Array[] = [];
  const offsets = new Int32Array(columns + 1);
  const distinctOf = distinctFinder(rows);
  for (let feature = 0; feature < columns; feature += 1) {
    const start = feature * rows;
    const distinct = distinctOf(values.subarray(start, start + rows));
    const featureCuts = cutPoints(distinct.values, distinct.counts, maxBin);
    const binOfRank = binsOf(distinct.values, featureCuts);
    const { ranks } = distinct;
    for (let row = 0; row < rows; row += 1) bins[start + row] = binOfRank[ranks[row]!]!;
    cuts.push(featureCuts);
    offsets[feature + 1] = offsets[feature]! + featureCuts.length + 1;
  }
  return { rows, columns, cuts, bins, offsets };
}

function hasMissing(values: Float32Array): boolean {
  for (const value of values) if (Number.isNaN(value)) return true;
  return false;
}

/** Cut points for ascending distinct values: those where a new bin begins, and one above the greatest. */
function cutPoints(values: Float32Array, counts: Int32Array, maxBin: number): Float32Array {
  const greatest = values.at(-1) ?? 0;
  const inner = values.length <= maxBin ? values.subarray(1) : quantiles(values, counts, maxBin);
  // Far enough above for later data that exceeds what training saw by a little.
  return Float32Array.from([...inner, greatest + (Math.abs(greatest) + 1e-5)]);
}

/** The values at the ranks k * rows / maxBin among all rows, without the least value and without doubles. */
function quantiles(values: Float32Array, counts: Int32Array, maxBin: number): number[] {
  const cuts: number[] = [];
  const present = counts.reduce((sum, count) => sum + count, 0);
  let index = 0;
  let last = 0;
  /** Rows with a value up to the current one. */
  let passed = counts[0]!;
  for (let bin = 1; bin < maxBin; bin += 1) {
    const rank = (bin * present) / maxBin;
    while (index + 1 < values.length && passed <= rank) {
      index += 1;
      passed += counts[index]!;
    }
    if (index > last) cuts.push(values[index]!);
    last = index;
  }
  return cuts;
}

/** The bin of each of some ascending values; behind them that of the missing ones. */
function binsOf(values: Float32Array, cuts: Float32Array): Uint16Array {
  const bins = new Uint16Array(values.length + 1);
  let bin = 0;
  values.forEach((value, rank) => {
    while (bin < cuts.length - 1 && cuts[bin]! <= value) bin += 1;
    bins[rank] = bin;
  });
  bins[values.length] = cuts.length;
  return bins;
}
