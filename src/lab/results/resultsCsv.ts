import { nasaPenalty } from '../predict/scores.ts';
import { csvText } from '../preview/csvText.ts';
import type { PredictedEngine } from './predictedEngine.ts';

/** A column's name, and its value for an engine. */
type Column = readonly [name: string, value: (engine: PredictedEngine) => string | number | undefined];

const columns: readonly Column[] = [
  ['data_set', ({ subset }) => subset],
  ['unit_number', ({ unit }) => unit],
  ['last_cycle', ({ lastCycle }) => lastCycle],
  ['predicted_rul', ({ predicted }) => predicted],
  ['rul_8_of_10_from', ({ interval }) => interval?.low],
  ['rul_8_of_10_to', ({ interval }) => interval?.high],
  ['true_rul', ({ actual }) => actual],
  ['error', ({ predicted, actual }) => predicted - actual],
  ['nasa_penalty', ({ predicted, actual }) => nasaPenalty(predicted, actual)],
];

/** Test engines as CSV, a row each, in their order; cycles in full precision. */
export function resultsCsv(engines: readonly PredictedEngine[]): string {
  const rows = engines.map((engine) => columns.map(([, value]) => value(engine)?.toString()));
  return csvText([columns.map(([name]) => name), ...rows]);
}
