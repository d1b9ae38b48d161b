import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { ClientSettings } from '../../src/accounts/clientVariables.ts';
import { defaultHyperparameters, hyperparameterTexts } from '../../src/lab/event/hyperparameters.ts';
import type { TrainingMessage, TrainingTask } from '../../src/practice/engines/boosting/trainingTask.ts';
import { runTraining } from '../../src/practice/services/sagemaker/trainingThread.ts';

/** Runs of each; their median counts. */
const repeats = 3;

/** One training, from the data in memory to the last round's metrics: binning, rounds, evaluations. */
export interface Training {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** On the validation rows after the last round. */
  readonly rmse: number;
}

/** Medians of several trainings. */
export interface TrainingTimes {
  readonly rows: number;
  readonly ours: Training;
  /** Real XGBoost, hist, one thread; undefined where it is not installed. */
  readonly xgboost: Training | undefined;
}

/**
 * Trains on the lab's own split, as it lies in the account, with our engine as a training job runs it (the built
 * program in a thread of its own) and with real XGBoost, in turns, so that both meet the same load. Both evaluate the
 * train and the validation rows after each round, as SageMaker's container does.
 */
export async function trainingTimes(settings: ClientSettings, folder: string): Promise<TrainingTimes> {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  const train = await download(client, 'train', folder);
  const validation = await download(client, 'validation', folder);
  client.destroy();
  const python = process.env['CMAPSS_REFEREES'] ?? path.resolve('.venv/referees/bin/python');
  const ours: Training[] = [];
  const theirs: Training[] = [];
  for (let run = 0; run < repeats; run += 1) {
    ours.push(await ownTraining(train.file, validation.file, path.join(folder, 'model.tar.gz')));
    if (existsSync(python)) theirs.push(await realTraining(python, folder));
  }
  return { rows: train.rows, ours: median(ours), xgboost: theirs.length ? median(theirs) : undefined };
}

async function ownTraining(train: string, validation: string, archive: string): Promise<Training> {
  const channel = (file: string) => ({ files: [{ name: path.basename(file), path: file }], gzip: false });
  const task: TrainingTask = {
    hyperparameters: hyperparameterTexts(defaultHyperparameters),
    train: channel(train),
    validation: channel(validation),
    version: [1, 7, 4],
    format: 'json',
    archive,
  };
  let start = performance.now();
  let cpuStart = process.cpuUsage();
  let training: Training | undefined;
  const end = await runTraining(
    path.resolve('dist'),
    task,
    new AbortController().signal,
    (message: TrainingMessage) => {
      if (message.kind === 'log' && message.lines.some((line) => line.includes('Train matrix has'))) {
        start = performance.now();
        cpuStart = process.cpuUsage();
      } else if (message.kind === 'metrics' && message.round === defaultHyperparameters.num_round - 1) {
        const { user, system } = process.cpuUsage(cpuStart);
        training = {
          seconds: (performance.now() - start) / 1000,
          // Of the whole process: what compiles and collects garbage in threads of its own is part of the price.
          cpuSeconds: (user + system) / 1e6,
          rmse: message.metrics['validation-rmse'] ?? NaN,
        };
      }
    },
  );
  if (!training) throw new Error(`the training did not reach its last round: ${JSON.stringify(end)}`);
  return training;
}

async function realTraining(python: string, folder: string): Promise<Training> {
  const script = path.resolve('test/bench/train_xgboost.py');
  const { stdout } = await promisify(execFile)(python, [
    script,
    folder,
    JSON.stringify(defaultHyperparameters),
  ]);
  return JSON.parse(stdout) as Training;
}

function median(trainings: readonly Training[]): Training {
  const middle = (numbers: readonly number[]) =>
    [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
  return {
    seconds: middle(trainings.map(({ seconds }) => seconds)),
    cpuSeconds: middle(trainings.map(({ cpuSeconds }) => cpuSeconds)),
    rmse: middle(trainings.map(({ rmse }) => rmse)),
  };
}

async function download(
  client: S3Client,
  side: string,
  folder: string,
): Promise<{ file: string; rows: number }> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const Bucket = Buckets.find(({ Name }) => Name?.startsWith('datalake-published-data-'))?.Name ?? '';
  const parts: Buffer[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
    for (const { Key } of page.Contents ?? []) {
      if (!Key?.includes(`/split=${side}/`)) continue;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      parts.push(gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)));
    }
  }
  const bytes = Buffer.concat(parts);
  const file = path.join(folder, `${side}.csv`);
  writeFileSync(file, bytes);
  return { file, rows: bytes.toString('latin1').split('\n').filter(Boolean).length };
}
