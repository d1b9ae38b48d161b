import { score, type Score } from '../predict/scores.ts';
import type { PredictedFile } from './testPredictions.ts';

/** How well a model predicts the engines of one test file, or of several together. */
export interface ModelScores {
  readonly name: string;
  readonly engines: number;
  readonly allRows: Score;
  /** Of each engine's last cycle, labels as they are. */
  readonly lastCycle: Score;
  /** The same with labels and predictions cut at `cap`. */
  readonly lastCycleCapped: Score;
}

/** Cycles at which most papers cut labels. */
export const cap = 125;

/** Scores the predictions for test files, all their rows and engines together. */
export function modelScores(name: string, files: readonly PredictedFile[]): ModelScores {
  const engines = files.flatMap(({ scores }) => scores.engines);
  const predicted = engines.map((engine) => engine.predicted);
  const actual = engines.map((engine) => engine.actual);
  const cut = (values: readonly number[]): number[] => values.map((value) => Math.min(cap, value));
  return {
    name,
    engines: engines.length,
    allRows: score(
      files.flatMap((file) => file.predicted),
      files.flatMap((file) => [...file.actual]),
    ),
    lastCycle: score(predicted, actual),
    lastCycleCapped: score(cut(predicted), cut(actual)),
  };
}
