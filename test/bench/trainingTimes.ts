import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { ClientSettings } from '../../src/headless/practice/shellExports.ts';
import { defaultHyperparameters } from '../../src/lab/event/hyperparameters.ts';
import { readCsv } from '../../src/practice/engines/boosting/csvMatrix.ts';
import { defaultParameters } from '../../src/practice/engines/boosting/parameters.ts';
import { boost } from '../../src/practice/engines/boosting/trainer.ts';

const layout = { labelled: true, weighted: false };

/** Seconds of training, without reading the data. */
export interface TrainingTimes {
  readonly ours: number;
  /** Real XGBoost, hist, one thread, and its validation RMSE beside ours; undefined where it is not installed. */
  readonly xgboost: { readonly seconds: number; readonly rmse: number } | undefined;
  readonly rmse: number;
  readonly rows: number;
}

/** Trains on the lab's own split, as it lies in the account, with our engine and with real XGBoost. */
export async function trainingTimes(settings: ClientSettings, folder: string): Promise<TrainingTimes> {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  const files = {
    train: await download(client, 'train', folder),
    validation: await download(client, 'validation', folder),
  };
  client.destroy();
  const train = readCsv([files.train], layout);
  const validation = readCsv([files.validation], layout);
  const numbers = Object.fromEntries(
    Object.entries(defaultHyperparameters).map(([name, value]) => [
      name,
      name === 'objective' ? value : Number(value),
    ]),
  );
  const start = performance.now();
  let rmse = NaN;
  const rounds = boost(train, { ...defaultParameters, ...numbers }, [
    { name: 'validation', matrix: validation },
  ]);
  for (let next = rounds.next(); !next.done; next = rounds.next())
    rmse = next.value.metrics['validation-rmse'] ?? NaN;
  const ours = (performance.now() - start) / 1000;
  return { ours, rmse, rows: train.rows, xgboost: await realXgboost(folder, numbers) };
}

async function realXgboost(
  folder: string,
  parameters: Record<string, unknown>,
): Promise<TrainingTimes['xgboost']> {
  const python = process.env['CMAPSS_REFEREES'] ?? path.resolve('.venv/referees/bin/python');
  if (!existsSync(python)) return undefined;
  const script = path.resolve('test/bench/train_xgboost.py');
  const { stdout } = await promisify(execFile)(python, [script, folder, JSON.stringify(parameters)]);
  return JSON.parse(stdout) as { seconds: number; rmse: number };
}

async function download(
  client: S3Client,
  side: string,
  folder: string,
): Promise<{ name: string; bytes: Buffer }> {
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
  writeFileSync(path.join(folder, `${side}.csv`), bytes);
  return { name: `${side}.csv`, bytes };
}
