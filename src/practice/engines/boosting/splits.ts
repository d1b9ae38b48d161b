import type { BinnedMatrix } from './cuts.ts';
import type { Gain } from './gain.ts';
import type { Histogram } from './histogram.ts';

/** Sums over the rows of a node. */
export interface Sums {
  readonly gradient: number;
  readonly hessian: number;
}

/** A way to part a node's rows: those in bins up to `bin` go left, the missing ones as `missingLeft` says. */
export interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly left: Sums;
}

/** XGBoost's least gain that counts as one. */
const leastGain = 1e-6;

/**
 * The split with the greatest gain over all bins of `features`, the missing values tried on either side; undefined
 * when none gains. Children lighter than `lightest` are not made.
 */
export function bestSplit(
  binned: BinnedMatrix,
  histogram: Histogram,
  features: readonly number[],
  node: Sums,
  gain: Gain,
  lightest: number,
): Split | undefined {
  const before = gain.score(node.gradient, node.hessian);
  let best = leastGain;
  let feature = -1;
  let bin = 0;
  let missingLeft = false;
  let leftGradient = 0;
  let leftHessian = 0;

  const consider = (each: number, at: number, withMissing: boolean, gradient: number, hessian: number) => {
    const rightHessian = node.hessian - hessian;
    if (hessian < lightest || rightHessian < lightest || hessian <= 0 || rightHessian <= 0) return;
    // In single precision, as XGBoost compares gains: nearly equal ones are ties, which the first wins.
    const gained = Math.fround(
      gain.score(gradient, hessian) + gain.score(node.gradient - gradient, rightHessian) - before,
    );
    if (gained <= best) return;
    best = gained;
    feature = each;
    bin = at;
    missingLeft = withMissing;
    leftGradient = gradient;
    leftHessian = hessian;
  };

  for (const each of features) {
    const start = binned.offsets[each]!;
    const missing = binned.offsets[each + 1]! - 1;
    // Missing values go right: the left side grows bin by bin. A bin without rows parts them as the one before it.
    let gradient = 0;
    let hessian = 0;
    for (let at = start; at < missing; at += 1) {
      const binHessian = histogram[2 * at + 1]!;
      if (binHessian === 0) continue;
      gradient += histogram[2 * at]!;
      hessian += binHessian;
      consider(each, at - start, false, gradient, hessian);
    }
    if (histogram[2 * missing + 1]! <= 0) continue;
    // They go left: the right side grows from the last bin, so that of equal splits the highest is found.
    gradient = 0;
    hessian = 0;
    for (let at = missing - 1; at > start; at -= 1) {
      const binHessian = histogram[2 * at + 1]!;
      if (binHessian === 0) continue;
      gradient += histogram[2 * at]!;
      hessian += binHessian;
      consider(each, at - 1 - start, true, node.gradient - gradient, node.hessian - hessian);
    }
  }
  if (feature < 0) return undefined;
  return { feature, bin, missingLeft, gain: best, left: { gradient: leftGradient, hessian: leftHessian } };
}
