import { cholesky, solveLower, solveUpper } from './cholesky.ts';

/** Known values of an unknown function, at places of the unit cube. */
export interface Data {
  readonly places: readonly (readonly number[])[];
  readonly values: readonly number[];
}

/** What a Gaussian process assumes of the function. */
export interface Kernel {
  /** How far the function goes in each coordinate before it forgets where it was. */
  readonly lengths: readonly number[];
  /** Variance of what training by chance adds to the values, beside the function's own, which is 1. */
  readonly noise: number;
}

/** A Gaussian process that has seen data: mean and variance of the function at any place. */
export interface Posterior {
  at(place: readonly number[]): { readonly mean: number; readonly variance: number };
}

/**
 * Matérn's covariance of order 5/2 with a length a coordinate.
 *
 * Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equation 4.17 and algorithm 2.1.
 */
function covariance(a: readonly number[], b: readonly number[], lengths: readonly number[]): number {
  let square = 0;
  for (let index = 0; index < a.length; index += 1) {
    const step = (a[index]! - b[index]!) / lengths[index]!;
    square += step * step;
  }
  const distance = Math.sqrt(5 * square);
  return (1 + distance + (distance * distance) / 3) * Math.exp(-distance);
}

function factor({ places }: Data, { lengths, noise }: Kernel): Float64Array[] {
  const rows = places.map((place, row) => {
    const values = new Float64Array(row + 1);
    for (let column = 0; column < row; column += 1)
      values[column] = covariance(place, places[column]!, lengths);
    values[row] = 1 + noise;
    return values;
  });
  return cholesky(rows);
}

/** The process after it has seen data whose values have mean 0 and variance about 1. */
export function posteriorOf(data: Data, kernel: Kernel): Posterior {
  const lower = factor(data, kernel);
  const weights = solveUpper(lower, solveLower(lower, data.values));
  return {
    at: (place) => {
      const near = data.places.map((each) => covariance(place, each, kernel.lengths));
      const mean = near.reduce((sum, value, index) => sum + value * weights[index]!, 0);
      const explained = solveLower(lower, near).reduce((sum, value) => sum + value * value, 0);
      return { mean, variance: Math.max(1e-12, 1 - explained) };
    },
  };
}

const lengths = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2];
const noises = [1e-4, 1e-2, 1e-1];

/**
 * The kernel under which the data are likeliest, with a preference for lengths of about half a cube (so that few data do not
 * decide alone). Searched coordinate after coordinate over a few values each, twice: `groups` says which coordinates share a
 * length, as those of a category do.
 */
export function fitKernel(data: Data, groups: readonly (readonly number[])[]): Kernel {
  const size = data.places[0]?.length ?? 0;
  let best: Kernel = { lengths: Array<number>(size).fill(0.4), noise: 1e-2 };
  let bestScore = score(data, best);
  const consider = (kernel: Kernel): void => {
    const found = score(data, kernel);
    if (found > bestScore) [best, bestScore] = [kernel, found];
  };
  for (let sweep = 0; sweep < 2; sweep += 1) {
    for (const length of sweep === 0 ? lengths : [])
      consider({ ...best, lengths: Array<number>(size).fill(length) });
    for (const group of groups)
      for (const length of lengths)
        consider({ ...best, lengths: best.lengths.map((each, at) => (group.includes(at) ? length : each)) });
    for (const noise of noises) consider({ ...best, noise });
  }
  return best;
}

/** Logarithm of the data's likelihood under a kernel (algorithm 2.1), plus that of the kernel's own. */
function score(data: Data, kernel: Kernel): number {
  const lower = factor(data, kernel);
  const half = solveLower(lower, data.values);
  const fit = half.reduce((sum, value) => sum + value * value, 0);
  const volume = lower.reduce((sum, row, index) => sum + Math.log(row[index]!), 0);
  const preference = kernel.lengths.reduce((sum, length) => sum + Math.log(length / 0.5) ** 2, 0);
  return -fit / 2 - volume - preference / 4;
}
