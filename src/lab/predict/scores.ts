/** How well predictions of remaining useful life fit. */
export interface Score {
  /** Predictions compared. */
  readonly count: number;
  /** Root mean square error, in cycles; NaN when nothing was compared. */
  readonly rmse: number;
  /** NASA's score: the sum of all penalties, 0 at best. It grows with `count`, so compare it for the same file only. */
  readonly nasaScore: number;
}

/** The rows of one test file: columns of equal length, in the order of the file. */
export interface TestRows {
  /** Numbers of the engines, from 1. */
  readonly units: ArrayLike<number>;
  readonly cycles: ArrayLike<number>;
}

/** One engine of a test file at its last row. */
export interface EngineScore {
  readonly unit: number;
  readonly lastCycle: number;
  /** Cycles. */
  readonly predicted: number;
  readonly actual: number;
}

export interface TestScores {
  readonly allRows: Score;
  /** Of each engine's last row alone: what the literature reports. */
  readonly lastCycle: Score;
  readonly engines: readonly EngineScore[];
}

/**
 * NASA's penalty for one prediction: a late warning (a prediction above the truth) costs more than an early one.
 * Source: Saxena, Goebel, Simon and Eklund, "Damage Propagation Modeling for Aircraft Engine Run-to-Failure
 * Simulation", PHM 2008: exp(-d/13) - 1 for d < 0, exp(d/10) - 1 otherwise, d being predicted minus actual cycles.
 */
export function nasaPenalty(predicted: number, actual: number): number {
  const difference = predicted - actual;
  return Math.expm1(difference < 0 ? -difference / 13 : difference / 10);
}

/** Scores predictions against the truth, one by one. */
export function score(predicted: ArrayLike<number>, actual: ArrayLike<number>): Score {
  if (predicted.length !== actual.length) {
    throw new RangeError(
      `${predicted.length} predictions cannot be compared with ${actual.length} true values.`,
    );
  }
  let squares = 0;
  let nasaScore = 0;
  for (let index = 0; index < predicted.length; index += 1) {
    const guess = predicted[index] ?? NaN;
    const truth = actual[index] ?? NaN;
    squares += (guess - truth) ** 2;
    nasaScore += nasaPenalty(guess, truth);
  }
  return { count: predicted.length, rmse: Math.sqrt(squares / predicted.length), nasaScore };
}

/**
 * The true remaining useful life at each row of a test file, in cycles: what the RUL file says of the engine's last row
 * plus the cycles from the row to that last one.
 * @param labels line n of the RUL file is about engine n.
 * @throws RangeError for an engine without a label.
 */
export function trueRemainingLife({ units, cycles }: TestRows, labels: ArrayLike<number>): Float64Array {
  const lastCycles = new Map<number, number>();
  for (let row = 0; row < units.length; row += 1) {
    const unit = units[row] ?? 0;
    lastCycles.set(unit, Math.max(lastCycles.get(unit) ?? 0, cycles[row] ?? 0));
  }
  return Float64Array.from({ length: units.length }, (_, row) => {
    const unit = units[row] ?? 0;
    const label = labels[unit - 1];
    if (label === undefined)
      throw new RangeError(`The RUL file has ${labels.length} lines, but there is an engine ${unit}.`);
    return label + (lastCycles.get(unit) ?? 0) - (cycles[row] ?? 0);
  });
}

/** Scores the predictions for all rows of a test file, over all rows and at each engine's last one. */
export function scoreTestFile(
  rows: TestRows,
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
): TestScores {
  const actual = trueRemainingLife(rows, labels);
  const allRows = score(predicted, actual);
  const lastRows = new Map<number, number>();
  for (let row = 0; row < rows.units.length; row += 1) {
    const unit = rows.units[row] ?? 0;
    const known = lastRows.get(unit);
    if (known === undefined || (rows.cycles[known] ?? 0) < (rows.cycles[row] ?? 0)) lastRows.set(unit, row);
  }
  const engines = [...lastRows].map(([unit, row]) => ({
    unit,
    lastCycle: rows.cycles[row] ?? 0,
    predicted: predicted[row] ?? NaN,
    actual: actual[row] ?? NaN,
  }));
  const lastCycle = score(
    engines.map((engine) => engine.predicted),
    engines.map((engine) => engine.actual),
  );
  return { allRows, lastCycle, engines };
}
