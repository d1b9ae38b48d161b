/**
 * Spearman's rank correlation of two columns of equal length, from -1 to 1: how steadily the one goes up or down with
 * the other, whatever the shape. Equal values share the mean of their ranks. NaN where a column has one value alone.
 */
export function rankCorrelation(one: Float64Array, other: Float64Array): number {
  return correlation(ranks(one), ranks(other));
}

/** The rank of each value, from 1. */
export function ranks(values: Float64Array): Float64Array {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rankOf = new Map<number, number>();
  let below = 0;
  for (const value of Float64Array.from(counts.keys()).sort()) {
    const count = counts.get(value) ?? 0;
    rankOf.set(value, below + (count + 1) / 2);
    below += count;
  }
  return values.map((value) => rankOf.get(value) ?? NaN);
}

/** Pearson's correlation of two columns of equal length. */
export function correlation(one: Float64Array, other: Float64Array): number {
  const [mean, otherMean] = [meanOf(one), meanOf(other)];
  let [both, square, otherSquare] = [0, 0, 0];
  // Counted: iterators take five times as long, and there are tens of thousands of rows.
  for (let row = 0; row < one.length; row += 1) {
    const apart = (one[row] ?? NaN) - mean;
    const otherApart = (other[row] ?? NaN) - otherMean;
    both += apart * otherApart;
    square += apart * apart;
    otherSquare += otherApart * otherApart;
  }
  return both / Math.sqrt(square * otherSquare);
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
