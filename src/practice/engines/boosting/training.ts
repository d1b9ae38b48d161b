import { gunzipSync, gzipSync } from 'node:zlib';
import { CsvError, readCsv } from './csvMatrix.ts';
import { readHyperparameters } from './hyperparameters.ts';
import type { Evaluation, Matrix } from './matrix.ts';
import { writeModel } from './modelFile/modelFile.ts';
import { tarOf } from './tar.ts';
import { boost } from './trainer.ts';
import type { ChannelData, TrainingMessage, TrainingTask } from './trainingTask.ts';
import { UserError } from './userError.ts';

/** How often the log goes out while the rounds run. */
const linesAtOnce = 10;

/**
 * Trains as the built-in algorithm's container does, from the channels' files to the model's archive. Reports the
 * container's log lines. Throws UserError for what the user can put right.
 */
export function train(
  task: TrainingTask,
  read: (path: string) => Buffer,
  report: (message: TrainingMessage) => void,
): Buffer {
  const log = (...lines: string[]) => report({ kind: 'log', lines: lines.map(stamped) });
  const { parameters, weighted, notes } = readHyperparameters(task.hyperparameters, task.version[0] >= 2);
  log('Running XGBoost Sagemaker in algorithm mode', ...notes);

  const matrix = matrixOf('training', task.train, weighted, read);
  const evaluations: Evaluation[] = [{ name: 'train', matrix }];
  if (task.validation) {
    const validation = matrixOf('validation', task.validation, weighted, read);
    if (validation.columns !== matrix.columns)
      throw new UserError(
        `Failed to load csv data with exception:\nthe validation channel has ${validation.columns} features, the train channel ${matrix.columns}`,
      );
    evaluations.push({ name: 'validation', matrix: validation });
  }
  log(
    'Single node training.',
    `Train matrix has ${matrix.rows} rows and ${matrix.columns} columns`,
    ...evaluations.slice(1).map((each) => `Validation matrix has ${each.matrix.rows} rows`),
  );

  const rounds = boost(matrix, parameters, evaluations);
  let lines: string[] = [];
  for (;;) {
    const next = rounds.next();
    if (next.done) {
      report({ kind: 'log', lines });
      const model = writeModel(next.value, task.format, task.version);
      return gzipSync(tarOf('xgboost-model', model, new Date()));
    }
    const { round, metrics } = next.value;
    lines.push(metricsLine(round, metrics));
    report({ kind: 'metrics', round, metrics });
    if (lines.length >= linesAtOnce) {
      report({ kind: 'log', lines });
      lines = [];
    }
  }
}

/** A round in the container's words; `#011` is how its log shows a tab. */
export function metricsLine(round: number, metrics: Readonly<Record<string, number>>): string {
  const values = Object.entries(metrics).map(([name, value]) => `#011${name}:${value.toFixed(5)}`);
  return `[${round}]${values.join('')}`;
}

function matrixOf(
  channel: 'training' | 'validation',
  { files, gzip }: ChannelData,
  weighted: boolean,
  read: (path: string) => Buffer,
): Matrix {
  const texts = files.map(({ name, path }) => ({ name, bytes: unpacked(read(path), gzip, name) }));
  try {
    const matrix = readCsv(texts, { labelled: true, weighted });
    if (matrix.rows === 0) throw new UserError(`No data in ${channel} channel path`);
    if (matrix.labels.some((label) => !Number.isFinite(label)))
      throw new UserError(
        'Failed to load csv data with exception:\nLabel contains NaN, infinity or a value too large.',
      );
    return matrix;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`Failed to load csv data with exception:\n${error.message}`);
  }
}

function unpacked(bytes: Buffer, gzip: boolean, name: string): Buffer {
  if (bytes.length === 0) return bytes;
  if (!gzip && bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw new UserError(
      `Failed to load csv data with exception:\n${name} is gzip-compressed, which its channel's CompressionType does not say`,
    );
  if (!gzip) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new UserError(
      `Failed to load csv data with exception:\n${name} is not gzip-compressed as its channel says`,
    );
  }
}

function stamped(line: string): string {
  const now = new Date().toISOString();
  return `[${now.slice(0, 10)}:${now.slice(11, 19)}:INFO] ${line}`;
}
