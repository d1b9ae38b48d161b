import type { PredictedFile } from './testPredictions.ts';
import { lifeIntervals, type LifeInterval } from './lifeIntervals.ts';

/** An engine of the test files at its last cycle. Cycles everywhere. */
export interface PredictedEngine {
  /** Unique over all files: `FD001 34`. */
  readonly name: string;
  readonly subset: string;
  readonly unit: number;
  readonly lastCycle: number;
  readonly predicted: number;
  /** By the RUL file. */
  readonly actual: number;
  /** Where its life ends in most cases; undefined where too few engines are there to tell. */
  readonly interval: LifeInterval | undefined;
}

/** An engine's name among all files. */
export function engineName(subset: string, unit: number): string {
  return `${subset} ${unit}`;
}

/** The engines of all files, those that need maintenance first in front. */
export function predictedEngines(files: readonly PredictedFile[]): PredictedEngine[] {
  const engines = files.flatMap(({ subset, scores }) =>
    scores.engines.map((engine) => ({ ...engine, subset, name: engineName(subset, engine.unit) })),
  );
  const intervals = lifeIntervals(engines);
  return engines
    .map((engine, index) => ({ ...engine, interval: intervals[index] }))
    .sort((one, other) => one.predicted - other.predicted);
}
