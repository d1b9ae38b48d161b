import type { Predictions } from '../facts.ts';
import { scoreTestFile } from './scores.ts';
import type { TestRows } from './testRows.ts';

/** How many engines the facts name. */
const named = 10;

/** Predictions for the rows of one test file. */
export interface PredictedRows {
  readonly rows: TestRows;
  readonly predicted: readonly number[];
}

/** Compares predictions with what is true: over all rows, and as the literature does, at each engine's last cycle. */
export function scorePredictions(files: readonly PredictedRows[]): Predictions {
  const scored = files.map(({ rows, predicted }) => ({
    subset: rows.subset,
    ...scoreTestFile(rows, rows.labels, predicted),
  }));
  const count = scored.reduce((sum, { allRows }) => sum + allRows.count, 0);
  const squares = scored.reduce((sum, { allRows }) => sum + allRows.count * allRows.rmse ** 2, 0);
  const bySubset = (value: (file: (typeof scored)[number]) => number): Record<string, number> =>
    Object.fromEntries(scored.map((file) => [file.subset, value(file)]));
  return {
    rows: count,
    rmseAllRows: Math.sqrt(squares / count),
    rmseLastCycle: bySubset(({ lastCycle }) => lastCycle.rmse),
    nasaScore: bySubset(({ lastCycle }) => lastCycle.nasaScore),
    engines: scored
      .flatMap(({ subset, engines }) =>
        engines.map(({ unit, lastCycle, predicted, actual }) => ({
          subset,
          unit,
          cycle: lastCycle,
          predicted,
          actual,
        })),
      )
      .sort((one, other) => one.predicted - other.predicted)
      .slice(0, named),
  };
}
