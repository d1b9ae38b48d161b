import assert from 'node:assert/strict';
import path from 'node:path';
import { DescribeTrainingJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { LabAccount } from '../../src/lab/account.ts';
import type { Picture } from '../../src/lab/pictures/picture.ts';
import type { SectionBody } from '../../src/lab/results/resultsSection.ts';
import { close, layerOf, numbersIn, penalty, rootMeanSquare, type Compared } from './byHand.ts';
import { bucketOf } from './connectStore.ts';

/** A trial as its own training job tells it. */
interface Trial {
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** Of the last round in its log. */
  readonly rmse: number;
}

const logGroup = '/aws/sagemaker/TrainingJobs';

/** Compares the shown trials of one tuning job with its training jobs: their hyperparameters, and their logs. */
export async function compareTrials(
  { pictures = [], tables = [] }: SectionBody,
  account: LabAccount,
  client: SageMakerClient,
  { tuningJob, strategy, plain }: { tuningJob: string; strategy: string; plain: string },
): Promise<void> {
  const jobs = await account.ports.training.list(`${tuningJob}-`);
  const names = jobs.map(({ name }) => name).sort();
  const trials = await Promise.all(names.map((name) => trialOf(name, account, client)));
  const [byTrial, byValue] = pictures;
  assert.ok(byTrial && byValue && trials.length > 1);
  const errors = trials.map(({ rmse }) => rmse);
  const points = layerOf(byTrial, `${strategy}: trial`);
  close(
    points.x,
    [...trials.keys()].map((index) => index + 1),
  );
  close(points.y, errors);
  const best = layerOf(byTrial, `${strategy}: best so far`);
  close(
    best.y,
    errors.map((_, index) => Math.min(...errors.slice(0, index + 1))),
  );
  const rule = byTrial.layers.find(({ label }) => label === "The lab's model");
  assert.deepEqual(rule?.kind === 'rule' && rule.at, { y: (await trialOf(plain, account, client)).rmse });

  const name = byValue.x.label;
  close(
    layerOf(byValue, strategy).x,
    trials.map(({ hyperparameters }) => Number(hyperparameters[name])),
  );
  close(layerOf(byValue, strategy).y, errors);

  const shown = tables[0]?.rows.filter(([trial]) => String(trial).startsWith(`${strategy} `)) ?? [];
  for (const [trial, rmse, ...values] of shown) {
    const own = trials[Number(String(trial).split(' ')[1]) - 1];
    assert.ok(own && Math.abs(own.rmse - Number(rmse)) <= 0.0051);
    for (const [index, column] of (tables[0]?.columns.slice(2) ?? []).entries())
      assert.equal(values[index], Number(Number(own.hyperparameters[column.name]).toPrecision(3)));
  }
}

async function trialOf(
  name: string,
  { ports: { logs } }: LabAccount,
  client: SageMakerClient,
): Promise<Trial> {
  const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  const [stream = ''] = await logs.streams(logGroup, `${name}/`);
  const { lines } = await logs.lines(logGroup, stream);
  const rounds = lines.flatMap(({ message }) => /validation-rmse:(\S+)/.exec(message)?.[1] ?? []);
  return { hyperparameters: job.HyperParameters ?? {}, rmse: Number(rounds.at(-1)) };
}

/** Compares the shown models of capped lives with their answers in S3, and with the files. */
export async function compareCapped(
  { pictures = [], tables = [] }: SectionBody,
  account: LabAccount,
  data: string,
): Promise<void> {
  const lives = numbersIn(path.join(data, 'RUL_FD001.txt')).map(([life = NaN]) => life);
  const rows = numbersIn(path.join(data, 'test_FD001.txt'));
  const last = new Map(rows.map(([unit = 0, cycle = 0]) => [unit, cycle]));
  const [picture] = pictures;
  assert.ok(picture);
  for (const [features, label] of [
    ['plain', 'One cycle'],
    ['windowed', 'Windows of 30 cycles'],
  ] as const) {
    const answers = await answersOf(account, features);
    const compared = rows.map(([unit = 0, cycle = 0]) => ({
      unit,
      isLast: last.get(unit) === cycle,
      predicted: answers.get(unit * 100_000 + cycle) ?? NaN,
      actual: Math.min(125, (lives[unit - 1] ?? NaN) + (last.get(unit) ?? NaN) - cycle),
    }));
    const ends = compared.filter(({ isLast }) => isLast);
    comparePoints(picture, label, ends);
    const row = tables[0]?.rows.find(([model]) => model === `FD001, ${label.toLowerCase()}`) ?? [];
    assert.equal(row[1], lives.length);
    const near = (value: unknown, wanted: number, by: number): void =>
      assert.ok(Math.abs(Number(value) - wanted) <= by, `${String(value)} for ${wanted}`);
    near(row[2], rootMeanSquare(ends), 0.0051);
    near(row[3], penalty(ends), 0.51);
    near(row[4], rootMeanSquare(compared), 0.0051);
    assert.ok(picture.sentence.includes(rootMeanSquare(ends).toFixed(2)), picture.sentence);
  }
}

function comparePoints(
  picture: Picture,
  label: string,
  ends: readonly (Compared & { unit: number })[],
): void {
  const points = layerOf(picture, label);
  assert.deepEqual(
    points.groups?.names,
    ends.map(({ unit }) => `FD001 ${unit}`),
  );
  close(
    points.x,
    ends.map(({ actual }) => actual),
  );
  close(
    points.y,
    ends.map(({ predicted }) => predicted),
  );
}

/** What the newest model with these features answered, by the number of the row: unit times 100,000 plus cycle. */
async function answersOf(account: LabAccount, features: string): Promise<Map<number, number>> {
  const bucket = await bucketOf(account, 'published');
  const prefix = 'capped/predictions/';
  const keys: string[] = [];
  for await (const { key } of account.ports.buckets.objects(bucket, prefix)) keys.push(key);
  const jobOf = (key: string): string => key.slice(prefix.length).split('/', 1)[0] ?? '';
  const newest = keys
    .map(jobOf)
    .filter((job) => job.includes(`-fd001-${features}-`))
    .sort()
    .at(-1);
  const texts = await Promise.all(
    keys
      .filter((key) => jobOf(key) === newest)
      .map(async (key) => Buffer.from((await account.ports.buckets.read(bucket, key)) ?? []).toString()),
  );
  const lines = texts.flatMap((text) => text.split('\n').filter(Boolean));
  return new Map(lines.map((line) => line.split(',').map(Number) as [number, number]));
}
