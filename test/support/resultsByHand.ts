import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { LabAccount } from '../../src/lab/account.ts';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { diskFolder } from '../../src/lab/files/diskFolder.ts';
import type { PictureView } from '../../src/lab/pictures/pictureView.ts';
import { createResultsSource } from '../../src/lab/results/resultsSource.ts';
import { close, layerOf, numbersIn, penalty, pictureIn, rootMeanSquare, tableIn } from './byHand.ts';
import { bucketOf } from './connectStore.ts';
import { compareRounds } from './roundsByHand.ts';

/** One cycle of a test engine, as the files and the kept predictions have it. */
interface Cycle {
  readonly engine: string;
  readonly subset: string;
  readonly cycle: number;
  readonly predicted: number;
  readonly actual: number;
}

/**
 * Compares what the results show with the same numbers worked out here, from the data files, the predictions in S3 and
 * the training job's log, without the lab's own code for any of it.
 * @param files the folder of the lab's files that goes with the account.
 */
export async function compareResults(account: LabAccount, files: string, data: string): Promise<void> {
  const view = await viewOf(account, files, data);
  const rows = await readCycles(account, data);
  const last = [...new Map(rows.map((row) => [row.engine, row])).values()];
  comparePoints(view, last);
  compareFirst(view, last);
  compareLife(view, rows);
  compareErrors(view, rows);
  compareScores(view, rows, last);
  await compareRounds(view, account);
}

async function viewOf(account: LabAccount, files: string, data: string): Promise<PictureView> {
  const folder = diskFolder(files);
  const source = createResultsSource({
    context: async () => ({
      account,
      event: defaultEvent,
      data: await findLabData(data),
      files: { ...folder, read: async (name) => (await folder.read(name)) ?? assert.fail(name) },
    }),
    save: () => Promise.reject(new Error('nothing is to be saved')),
  });
  let view: PictureView | undefined;
  await source.show({}, (next) => (view = next), new AbortController().signal);
  assert.ok(view);
  assert.doesNotMatch(view.note, /Out of date/);
  return view;
}

/** The rows of all test files in their order, which is that of engines and their cycles. */
async function readCycles(account: LabAccount, data: string): Promise<Cycle[]> {
  const bucket = await bucketOf(account, 'published');
  const keys: string[] = [];
  for await (const { key } of account.ports.buckets.objects(bucket, 'predictions/')) keys.push(key);
  const found: Cycle[] = [];
  for (const file of readdirSync(data).filter((name) => /^test_.*\.txt$/.test(name))) {
    const subset = file.slice('test_'.length, -'.txt'.length);
    const key = keys.filter((each) => each.endsWith(`/test_${subset}.csv`)).at(-1);
    const kept = Buffer.from((await account.ports.buckets.read(bucket, key ?? '')) ?? assert.fail(subset));
    const predicted = kept
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.slice(line.lastIndexOf(',') + 1)));
    const rul = numbersIn(path.join(data, `RUL_${subset}.txt`)).map(([value = NaN]) => value);
    const lines = numbersIn(path.join(data, file));
    const life = new Map(lines.map(([unit = 0, cycle = 0]) => [unit, cycle]));
    for (const [index, [unit = 0, cycle = 0]] of lines.entries()) {
      found.push({
        engine: `${subset} ${unit}`,
        subset,
        cycle,
        predicted: predicted[index] ?? NaN,
        actual: (rul[unit - 1] ?? NaN) + (life.get(unit) ?? NaN) - cycle,
      });
    }
  }
  return found;
}

function comparePoints(view: PictureView, last: readonly Cycle[]): void {
  const points = pictureIn(view, 'predicted').layers.flatMap((layer) =>
    layer.kind === 'points'
      ? (layer.groups?.names ?? []).map((name, n) => [name, layer.x[n], layer.y[n]] as const)
      : [],
  );
  const byName = (one: readonly unknown[], other: readonly unknown[]): number =>
    String(one[0]).localeCompare(String(other[0]));
  assert.deepEqual(
    points.sort(byName),
    last.map(({ engine, actual, predicted }) => [engine, actual, predicted] as const).sort(byName),
  );
  const rmse = rootMeanSquare(last).toFixed(2);
  assert.ok(
    pictureIn(view, 'predicted').sentence.includes(`${last.length} engines, RMSE ${rmse} cycles`),
    rmse,
  );
}

/** The engines that need maintenance first, with the lives between which 8 of 10 others end. */
function compareFirst(view: PictureView, last: readonly Cycle[]): void {
  const first = [...last].sort((one, other) => one.predicted - other.predicted).slice(0, 10);
  const picture = pictureIn(view, 'maintenance');
  assert.deepEqual(
    picture.x.names,
    first.map(({ engine }) => engine),
  );
  close(
    layerOf(picture, 'Predicted').y,
    first.map(({ predicted }) => predicted),
  );
  close(
    layerOf(picture, 'True, by the RUL file').y,
    first.map(({ actual }) => actual),
  );
  const intervals = picture.layers.find(({ kind }) => kind === 'intervals');
  assert.ok(intervals?.kind === 'intervals');
  for (const [index, engine] of first.entries()) {
    const [low, high] = endsOf(engine, last);
    close([intervals.low[index] ?? NaN, intervals.high[index] ?? NaN], [low, high]);
  }
  const inside = last.filter((engine) => {
    const [low, high] = endsOf(engine, last);
    return low <= engine.actual && engine.actual <= high;
  }).length;
  assert.ok(picture.sentence.includes(`does for ${inside} of ${last.length} `), picture.sentence);
  // With fewer than ten engines that have less left, one is among the ten that fail first.
  const among = first.filter(
    ({ actual }) => last.filter((other) => other.actual < actual).length < 10,
  ).length;
  assert.ok(picture.sentence.includes(`and ${among} are among the 10 that fail first`), picture.sentence);
  const listed = [...last].sort((one, other) => one.predicted - other.predicted).slice(0, 50);
  assert.deepEqual(
    tableIn(view, 'maintenanceList').rows,
    listed.map((engine, index) => [
      index + 1,
      ...engine.engine.split(' ').map((part, place) => (place ? Number(part) : part)),
      engine.cycle,
      Number(engine.predicted.toFixed(1)),
      ...endsOf(engine, last),
      engine.actual,
    ]),
  );
}

function endsOf(engine: Cycle, last: readonly Cycle[]): [number, number] {
  const others = last.filter((other) => other.engine !== engine.engine);
  const own = others.filter(({ subset }) => subset === engine.subset);
  const near = (own.length >= 9 ? own : others)
    .map((other) => ({ gap: Math.abs(other.predicted - engine.predicted), life: other.actual }))
    .sort((one, other) => one.gap - other.gap)
    .slice(0, 29)
    .map(({ life }) => life)
    .sort((one, other) => one - other);
  const cut = Math.floor((near.length + 1) / 10);
  return [near[cut - 1] ?? NaN, near.at(-cut) ?? NaN];
}

function compareLife(view: PictureView, rows: readonly Cycle[]): void {
  const picture = pictureIn(view, 'engine');
  const [, unit = '', subset = ''] = /^Engine (\d+) of (\w+) /.exec(picture.title) ?? [];
  const life = rows.filter(({ engine }) => engine === `${subset} ${unit}`);
  close(
    layerOf(picture, 'Predicted').x,
    life.map(({ cycle }) => cycle),
  );
  close(
    layerOf(picture, 'Predicted').y,
    life.map(({ predicted }) => predicted),
  );
  close(
    layerOf(picture, 'True, by the RUL file').y,
    life.map(({ actual }) => actual),
  );
  const half = Math.floor(life.length / 2);
  const told = [life.slice(0, half), life.slice(half)].map((part) => rootMeanSquare(part).toFixed(2));
  assert.ok(
    picture.sentence.includes(`RMSE is ${told[0]} in the first half of these cycles and ${told[1]} in the`),
    picture.sentence,
  );
}

function compareErrors(view: PictureView, rows: readonly Cycle[]): void {
  const picture = pictureIn(view, 'errors');
  const band = picture.layers.find(({ kind }) => kind === 'band');
  assert.ok(band?.kind === 'band' && band.x.length > 0);
  const median = layerOf(picture, 'Median');
  let shown = 0;
  for (const [index, middle] of Array.from(band.x).entries()) {
    const errors = rows
      .filter(({ actual }) => Math.abs(actual - middle) <= 12)
      .map(({ predicted, actual }) => predicted - actual)
      .sort((one, other) => one - other);
    shown += errors.length;
    const at = (share: number): number => {
      const place = share * (errors.length - 1);
      const [low = NaN, high = NaN] = [errors[Math.floor(place)], errors[Math.ceil(place)]];
      return low * (1 - (place % 1)) + high * (place % 1);
    };
    close(
      [band.low[index] ?? NaN, median.y[index] ?? NaN, band.high[index] ?? NaN],
      [at(0.1), at(0.5), at(0.9)],
    );
  }
  const counts = [shown, rows.length].map((count) => count.toLocaleString('en-US'));
  assert.ok(picture.sentence.startsWith(`${counts.join(' of ')} rows, `), picture.sentence);
}

function compareScores(view: PictureView, rows: readonly Cycle[], last: readonly Cycle[]): void {
  const table = tableIn(view, 'scores');
  const subsets = [...new Set(rows.map(({ subset }) => subset))];
  const expected = [...subsets.map((subset) => [subset, subset]), ['Together', '']].map(([name, subset]) => {
    const [all, ends] = [rows, last].map((each) => each.filter((row) => !subset || row.subset === subset));
    assert.ok(all && ends);
    const cut = ends.map((row) => ({
      ...row,
      predicted: Math.min(125, row.predicted),
      actual: Math.min(125, row.actual),
    }));
    const scores = [all, ends, cut].flatMap((each) => [rootMeanSquare(each), penalty(each)]);
    return [name, ends.length, all.length, ...scores];
  });
  assert.equal(table.rows.length, expected.length);
  for (const [index, row] of expected.entries()) {
    for (const [column, value] of row.entries()) {
      const found: string | number | undefined = table.rows[index]?.[column];
      if (typeof value !== 'number') assert.equal(found, value);
      // RMSE is shown to a hundredth, the score to one.
      else
        assert.ok(
          Math.abs(Number(found) - value) <= (column % 2 ? 0.0051 : 0.51),
          `${String(found)} for ${value}`,
        );
    }
  }
  const [raw, cut] = tableIn(view, 'lastCycleReferences').rows;
  for (const [
    index,
    [subset = '', , , , , rmse = NaN, score = NaN, rmseCut = NaN, scoreCut = NaN],
  ] of expected.slice(0, -1).entries()) {
    const column = tableIn(view, 'lastCycleReferences').columns.findIndex(({ name }) => name === subset);
    assert.ok(column > 0, `${index}`);
    assert.deepEqual([raw?.[column], cut?.[column]], [withScore(rmse, score), withScore(rmseCut, scoreCut)]);
  }
  const ours = tableIn(view, 'labReferences').rows.filter(([, , model]) => model === 'This model');
  assert.equal(ours[2]?.[3], rootMeanSquare(rows).toFixed(2));
}

const withScore = (rmse: string | number, score: string | number): string =>
  `${Number(rmse).toFixed(2)} (${Math.round(Number(score)).toLocaleString('en-US')})`;
