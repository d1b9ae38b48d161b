import { quantile } from '../statistics/quantile.ts';
import type { PredictedFile } from './testPredictions.ts';

/** The errors (predicted minus true, in cycles) of all rows whose true remaining life is within one stretch. */
export interface ErrorBand {
  /** The first and the last number of cycles left. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** How many engines have such rows. */
  readonly engines: number;
  /** What a tenth, half and nine tenths of the errors do not exceed. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Cycles in a stretch. */
export const stretch = 25;

/** The fewest engines that make a stretch worth showing. */
export const fewestEngines = 5;

/** Errors by true remaining life, from the end of life up; stretches of too few engines are left out. */
export function errorBands(files: readonly PredictedFile[]): ErrorBand[] {
  const errors: number[][] = [];
  const engines: Set<string>[] = [];
  for (const { subset, units, predicted, actual } of files) {
    for (const [row, left] of actual.entries()) {
      const band = Math.floor(left / stretch);
      (errors[band] ??= []).push((predicted[row] ?? NaN) - left);
      (engines[band] ??= new Set()).add(`${subset} ${units[row] ?? ''}`);
    }
  }
  return errors.flatMap((values, band) => {
    const count = engines[band]?.size ?? 0;
    if (count < fewestEngines) return [];
    const sorted = Float64Array.from(values).sort();
    return {
      from: band * stretch,
      to: (band + 1) * stretch - 1,
      rows: sorted.length,
      engines: count,
      low: quantile(sorted, 0.1),
      median: quantile(sorted, 0.5),
      high: quantile(sorted, 0.9),
    };
  });
}
