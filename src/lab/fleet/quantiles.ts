import { fleetFacts } from './facts.ts';
import type { Random } from './random.ts';

/** The value at `share` (0 to 1) of a distribution, on straight lines between its quantiles. */
export function quantileAt(quantiles: readonly number[], share: number): number {
  const shares = fleetFacts.quantileProbabilities;
  const above = Math.max(
    1,
    shares.findIndex((probability) => probability >= share),
  );
  const [low = 0, high = 1] = [shares[above - 1], shares[above]];
  const [from = 0, to = 0] = [quantiles[above - 1], quantiles[above]];
  return from + ((to - from) * (share - low)) / (high - low);
}

/**
 * Draws `count` sets of numbers from 0 to 1, with the given correlations (a Gaussian copula). Each number is spread
 * evenly over the sets, one in each of `count` equal parts, so that a fleet of any seed has the measured distributions.
 */
export function correlatedShares(
  count: number,
  correlations: readonly (readonly number[])[],
  random: Random,
): number[][] {
  const root = choleskyRoot(correlations);
  const normals = Array.from({ length: count }, () => {
    const independent = root.map(() => random.normal());
    return root.map((row) => row.reduce((sum, weight, index) => sum + weight * (independent[index] ?? 0), 0));
  });
  const shares = normals.map(() => root.map(() => 0));
  for (let dimension = 0; dimension < root.length; dimension += 1) {
    const value = (set: number) => normals[set]?.[dimension] ?? 0;
    const order = [...normals.keys()].sort((one, other) => value(one) - value(other));
    for (const [rank, set] of order.entries()) {
      const share = shares[set];
      if (share) share[dimension] = (rank + random.uniform()) / count;
    }
  }
  return shares;
}

/** The lower triangular matrix whose product with its transpose is `matrix` (symmetric, positive definite). */
function choleskyRoot(matrix: readonly (readonly number[])[]): number[][] {
  const root: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const current: number[] = [];
    root.push(current);
    for (let column = 0; column <= row; column += 1) {
      const other = root[column] ?? [];
      let rest = values[column] ?? 0;
      for (let index = 0; index < column; index += 1) rest -= (current[index] ?? 0) * (other[index] ?? 0);
      current.push(column === row ? Math.sqrt(Math.max(0, rest)) : rest / (other[column] ?? 1));
    }
  }
  return root;
}
