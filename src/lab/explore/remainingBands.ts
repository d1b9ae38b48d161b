import { quantile } from '../statistics/quantile.ts';

/** How the values of many engines spread at each number of cycles left. */
export interface RemainingBands {
  /** Cycles left, from most to none. */
  readonly remaining: readonly number[];
  /** Values that a tenth, half and nine tenths of the engines do not exceed. */
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
}

/** Fewer values than this tell nothing about tenths. */
export const leastEngines = 10;

/** The median and the band from 10 % to 90 % at each number of cycles left that enough rows have. */
export function remainingBands(remaining: Float64Array, values: Float64Array): RemainingBands {
  const groups = new Map<number, number[]>();
  for (const [row, left] of remaining.entries()) {
    const group = groups.get(left);
    const value = values[row] ?? NaN;
    if (group) group.push(value);
    else groups.set(left, [value]);
  }
  const kept = [...groups]
    .filter(([, group]) => group.length >= leastEngines)
    .sort(([one], [other]) => other - one)
    .map(([left, group]) => ({ left, sorted: Float64Array.from(group).sort() }));
  const at = (share: number): number[] => kept.map(({ sorted }) => quantile(sorted, share));
  return { remaining: kept.map(({ left }) => left), low: at(0.1), median: at(0.5), high: at(0.9) };
}
