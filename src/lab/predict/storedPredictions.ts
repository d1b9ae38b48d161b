import type { LabAccount } from '../account.ts';
import { predictionsPrefix } from '../sagemaker/sagemakerNames.ts';
import type { TestRows } from './testRows.ts';

/** Where the predictions of a training job's model for a test file are kept. */
function keyOf(trainingJob: string, subset: string): string {
  return `${predictionsPrefix}${trainingJob}/test_${subset}.csv`;
}

/** Keeps predictions in S3, one CSV file a test file: unit, cycle, predicted cycles left. */
export async function storePredictions(
  { ports }: LabAccount,
  bucket: string,
  trainingJob: string,
  rows: TestRows,
  predicted: readonly number[],
): Promise<void> {
  const lines = predicted.map((value, row) => `${rows.units[row] ?? ''},${rows.cycles[row] ?? ''},${value}`);
  await ports.buckets.put(
    bucket,
    keyOf(trainingJob, rows.subset),
    ['unit_number,cycle,predicted', ...lines, ''].join('\n'),
    'text/csv',
  );
}

/**
 * The predictions kept for a test file, in the order of its rows; undefined when there are none, or when they are of
 * other rows.
 */
export async function readPredictions(
  { ports }: LabAccount,
  bucket: string,
  trainingJob: string,
  rows: TestRows,
  signal?: AbortSignal,
): Promise<number[] | undefined> {
  const bytes = await ports.buckets.read(bucket, keyOf(trainingJob, rows.subset), undefined, signal);
  if (!bytes) return undefined;
  // Loaded here, not at the extension's activation.
  const { parse } = await import('csv-parse/sync');
  const records = parse(Buffer.from(bytes), { from_line: 2, skip_empty_lines: true });
  const fits =
    records.length === rows.units.length &&
    records.every(
      ([unit, cycle], row) => Number(unit) === rows.units[row] && Number(cycle) === rows.cycles[row],
    );
  return fits ? records.map(([, , value]) => Number(value)) : undefined;
}
