import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Matrix } from '../../src/practice/engines/boosting/matrix.ts';
import { predict, type Model } from '../../src/practice/engines/boosting/model.ts';
import { readModel, writeModel } from '../../src/practice/engines/boosting/modelFile/modelFile.ts';
import { defaultParameters, type Parameters } from '../../src/practice/engines/boosting/parameters.ts';
import { boost } from '../../src/practice/engines/boosting/trainer.ts';
import { csvOf, matrixOf, regressionTable, type TableShape } from '../support/regressionData.ts';
import { refereePython } from './refereePython.ts';

/** Parameters under names that XGBoost takes too; the lab's are the first. */
const lab = {
  max_depth: 5,
  eta: 0.2,
  gamma: 4,
  min_child_weight: 6,
  subsample: 0.7,
  objective: 'reg:squarederror',
};

/** Where NASA's files may lie: beside the checkout. */
const nasa = path.resolve('../shared/cmapss');

function trained(
  train: Matrix,
  validation: Matrix,
  parameters: Partial<Parameters>,
): { model: Model; metrics: Readonly<Record<string, number>> } {
  const rounds = boost(train, { ...defaultParameters, ...parameters }, [
    { name: 'train', matrix: train },
    { name: 'validation', matrix: validation },
  ]);
  let metrics: Readonly<Record<string, number>> = {};
  for (;;) {
    const step = rounds.next();
    if (step.done) return { model: step.value, metrics };
    ({ metrics } = step.value);
  }
}

describe('real XGBoost', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xgboost-'));
  const file = (name: string) => path.join(folder, name);
  let python: string;
  before(function () {
    python = refereePython(this);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const ask = (question: string, request: unknown) =>
    JSON.parse(
      execFileSync(python, [path.resolve('test/referees/xgboost_referee.py'), question], {
        input: JSON.stringify(request),
        maxBuffer: 2 ** 28,
      }).toString(),
    ) as unknown;

  /** A table as a matrix, and as a file for the referee. */
  const table = (name: string, shape: TableShape): Matrix => {
    const rows = regressionTable(shape);
    writeFileSync(file(`${name}.csv`), csvOf(rows));
    return matrixOf(rows);
  };

  const objectives: Record<string, TableShape['label']> = {
    'reg:squarederror': undefined,
    'reg:logistic': (signal) => Math.min(1, signal / 8),
    'reg:squaredlogerror': (signal) => signal,
    'reg:pseudohubererror': (signal, noise) => signal + noise,
    'reg:gamma': (signal) => 0.1 + signal,
    'reg:tweedie': (signal, noise) => (noise > 0.2 ? 0 : signal),
    'count:poisson': (signal, noise) => Math.max(0, Math.round(signal + 2 * noise)),
    'binary:logistic': (signal, noise) => Number(signal + noise > 3),
    'binary:logitraw': (signal, noise) => Number(signal + noise > 3),
    'binary:hinge': (signal, noise) => Number(signal + noise > 3),
  };
  for (const [objective, label] of Object.entries(objectives)) {
    it(`agrees on ${objective}: the same training to the same metrics, the same model to the same predictions`, () => {
      const shape = { rows: 1500, missing: 0.05, ...(label ? { label } : {}) };
      const train = table('train', { ...shape, seed: 1 });
      const validation = table('validation', { ...shape, seed: 2 });
      // Without chance: every row and column in every tree.
      const parameters = {
        max_depth: 4,
        eta: 0.2,
        objective,
        max_delta_step: objective === 'count:poisson' ? 0.7 : 0,
      };
      const ours = trained(train, validation, { ...parameters, num_round: 30 });
      const theirs = ask('train', {
        parameters,
        rounds: 30,
        train: file('train.csv'),
        validation: file('validation.csv'),
        save: [file('theirs.json'), file('theirs.ubj'), file('theirs')],
      }) as Record<string, number>;
      for (const [name, value] of Object.entries(theirs)) {
        const own = ours.metrics[name] ?? NaN;
        assert.ok(
          Math.abs(own - value) <= 1e-5 * Math.max(1, Math.abs(value)),
          `${name}: ${own}, XGBoost ${value}`,
        );
      }
      const models = ['theirs.json', 'theirs.ubj', 'theirs'].map(file);
      const replies = ask('predict', { rows: file('validation.csv'), models }) as Record<string, number[]>;
      for (const each of models) {
        const { model } = readModel(readFileSync(each));
        assertSame(predict(model, validation.values, validation.rows), replies[each] ?? [], false);
      }
    });
  }

  it('loads our models in each of their forms and predicts the same, to the bit', () => {
    const validation = table('validation', { rows: 2000, seed: 2, missing: 0.1 });
    const { model } = trained(table('train', { rows: 4000, seed: 1, missing: 0.1 }), validation, {
      ...lab,
      num_round: 50,
    });
    const models = { 'm.json': 'json', 'm.ubj': 'ubjson', 'xgboost-model': 'binary' } as const;
    for (const [name, format] of Object.entries(models))
      writeFileSync(file(name), writeModel(model, format, [1, 7, 4]));
    const paths = Object.keys(models).map(file);
    const replies = ask('predict', { rows: file('validation.csv'), models: paths }) as Record<
      string,
      number[]
    >;
    const ours = predict(model, validation.values, validation.rows);
    for (const each of paths) assertSame(ours, replies[each] ?? [], true);
  });

  it('finds its own files, read and written again, unchanged', () => {
    table('train', { rows: 500, seed: 1 });
    ask('train', {
      parameters: lab,
      rounds: 5,
      train: file('train.csv'),
      validation: file('train.csv'),
      save: [file('own.json'), file('own.ubj'), file('own')],
    });
    for (const name of ['own.json', 'own.ubj', 'own']) {
      const bytes = readFileSync(file(name));
      const { model, format } = readModel(bytes);
      assert.deepEqual(writeModel(model, format, [1, 7, 6]), bytes);
    }
  });

  it('would unpickle our pickle to a booster with its features’ names and our model', () => {
    const train = table('train', { rows: 500, seed: 1 });
    const { model } = trained(train, train, { ...lab, num_round: 5 });
    writeFileSync(file('pickle'), writeModel(model, 'pickle', [1, 2, 0]));
    const state = ask('handle', { pickle: file('pickle') }) as Record<string, unknown>;
    assert.deepEqual(state['feature_names'], ['f0', 'f1', 'f2', 'f3', 'f4', 'f5']);
    assert.deepEqual([state['best_iteration'], state['best_ntree_limit']], [4, 5]);
    const handle = Buffer.from(String(state['handle']), 'hex');
    const offset = Number(handle.readBigInt64LE(14));
    const binary = handle.subarray(22, 22 + offset);
    assert.deepEqual(binary, writeModel(model, 'binary', [1, 2, 0]));
    writeFileSync(file('unpickled'), binary);
    const replies = ask('predict', { rows: file('train.csv'), models: [file('unpickled')] }) as Record<
      string,
      number[]
    >;
    assertSame(predict(model, train.values, train.rows), replies[file('unpickled')] ?? [], true);
  });

  it('learns NASA’s engines no better than we do, within 0.3 cycles', function () {
    const names = ['FD001', 'FD002', 'FD004'].map((name) => path.join(nasa, `train_${name}.txt.gz`));
    const alternatives = names.map((name) => (existsSync(name) ? name : name.replace('.txt.gz', '.gz')));
    if (!alternatives.every((name) => existsSync(name))) return this.skip();
    const split: { train: number[][]; validation: number[][] } = { train: [], validation: [] };
    for (const name of alternatives) {
      const rows = gunzipSync(readFileSync(name))
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number));
      const last = new Map(rows.map(([unit = 0, cycle = 0]) => [unit, cycle]));
      for (const [unit = 0, cycle = 0, ...rest] of rows) {
        const row = [(last.get(unit) ?? 0) - cycle, cycle, ...rest];
        split[unit % 3 === 0 ? 'validation' : 'train'].push(row);
      }
    }
    const matrices = Object.fromEntries(
      Object.entries(split).map(([name, rows]) => {
        writeFileSync(file(`${name}.csv`), csvOf(rows));
        return [name, wideMatrix(rows)];
      }),
    ) as Record<'train' | 'validation', Matrix>;
    assert.deepEqual([matrices.train.rows, matrices.validation.rows], [92_002, 43_637]);
    const ours = trained(matrices.train, matrices.validation, { ...lab, num_round: 100 });
    const theirs = ask('train', {
      parameters: lab,
      rounds: 100,
      train: file('train.csv'),
      validation: file('validation.csv'),
    }) as Record<string, number>;
    for (const name of ['train-rmse', 'validation-rmse']) {
      const [own = NaN, value = NaN] = [ours.metrics[name], theirs[name]];
      process.stdout.write(`      ${name}: ours ${own.toFixed(3)}, XGBoost ${value.toFixed(3)}\n`);
      assert.ok(Math.abs(own - value) < 0.3);
    }
  });
});

/** Rows of a label and any number of features. */
function wideMatrix(table: readonly (readonly number[])[]): Matrix {
  const columns = (table[0]?.length ?? 1) - 1;
  const values = new Float32Array(table.length * columns);
  table.forEach((row, index) => {
    for (let column = 0; column < columns; column += 1)
      values[column * table.length + index] = row[column + 1] ?? NaN;
  });
  return { rows: table.length, columns, values, labels: Float32Array.from(table, ([label = NaN]) => label) };
}

/** Predictions that are XGBoost's: to the bit, or as near as single precision's exponential allows. */
function assertSame(ours: Float32Array, theirs: readonly number[], exact: boolean): void {
  assert.equal(ours.length, theirs.length);
  ours.forEach((value, row) => {
    const expected = theirs[row] ?? NaN;
    if (exact) assert.equal(value, expected);
    else
      assert.ok(
        Math.abs(value - expected) <= 1e-5 * Math.max(1, Math.abs(expected)),
        `${value}, XGBoost ${expected}`,
      );
  });
}
