import type { LabAccount } from '../account.ts';
import { scoreTestFile, trueRemainingLife, score, type EngineScore, type Score } from '../predict/scores.ts';
import type { TestRows } from '../predict/testRows.ts';
import { labelCap, predictionsFolder } from './cappedModels.ts';

/** How well a capped model predicts a test file, labels capped alike. */
export interface CappedScores {
  readonly allRows: Score;
  readonly lastCycle: Score;
  readonly engines: readonly EngineScore[];
}

/**
 * What a training job's model predicted for a test file, in the order of its rows; undefined where there is not one
 * prediction for each of these rows.
 */
export async function readCappedPredictions(
  { ports }: LabAccount,
  bucket: string,
  trainingJob: string,
  { units, cycles }: TestRows,
  signal?: AbortSignal,
): Promise<number[] | undefined> {
  const places = new Map(units.map((unit, row) => [unit * 100_000 + (cycles[row] ?? 0), row]));
  const predicted = new Array<number>(units.length).fill(NaN);
  let found = 0;
  for await (const { key } of ports.buckets.objects(bucket, predictionsFolder(trainingJob), signal)) {
    if (!key.endsWith('.out')) continue;
    const bytes = await ports.buckets.read(bucket, key, undefined, signal);
    // Loaded here, not at the extension's activation.
    const { parse } = await import('csv-parse/sync');
    for (const [row = '', value = ''] of parse(Buffer.from(bytes ?? []), { skip_empty_lines: true })) {
      const place = places.get(Number(row));
      if (place === undefined || !value.trim() || !Number.isNaN(predicted[place] ?? 0)) return undefined;
      predicted[place] = Number(value);
      found += 1;
    }
  }
  return found === units.length && predicted.every(Number.isFinite) ? predicted : undefined;
}

/** Compares predictions with the truth, which is cut at the cap as the labels were. */
export function scoreCapped(rows: TestRows, predicted: readonly number[]): CappedScores {
  const capped = (value: number): number => Math.min(labelCap, value);
  const { engines: uncapped } = scoreTestFile(rows, rows.labels, predicted);
  const engines = uncapped.map((engine) => ({ ...engine, actual: capped(engine.actual) }));
  return {
    allRows: score(predicted, trueRemainingLife(rows, rows.labels).map(capped)),
    lastCycle: score(
      engines.map((engine) => engine.predicted),
      engines.map((engine) => engine.actual),
    ),
    engines,
  };
}
