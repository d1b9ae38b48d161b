import assert from 'node:assert/strict';
import type { Matrix } from '../../../../../src/practice/engines/boosting/matrix.ts';
import { predict, type Model } from '../../../../../src/practice/engines/boosting/model.ts';
import {
  defaultParameters,
  type Parameters,
} from '../../../../../src/practice/engines/boosting/parameters.ts';
import { boost, type Round } from '../../../../../src/practice/engines/boosting/trainer.ts';
import type { Tree } from '../../../../../src/practice/engines/boosting/tree.ts';
import { matrixOf, regressionTable } from '../../../../support/regressionData.ts';

const train = matrixOf(regressionTable({ rows: 2000, seed: 1 }));
const validation = matrixOf(regressionTable({ rows: 1000, seed: 2 }));

function run(
  matrix: Matrix,
  parameters: Partial<Parameters>,
  evaluations = [{ name: 'train', matrix }],
): { model: Model; rounds: Round[] } {
  const rounds: Round[] = [];
  const steps = boost(matrix, { ...defaultParameters, ...parameters }, evaluations);
  for (;;) {
    const step = steps.next();
    if (step.done) return { model: step.value, rounds };
    rounds.push(step.value);
  }
}

function depthOf(tree: Tree, node = 0): number {
  const left = tree.left[node] ?? -1;
  return left < 0 ? 0 : 1 + Math.max(depthOf(tree, left), depthOf(tree, tree.right[node] ?? -1));
}

const leavesOf = (tree: Tree) => tree.left.filter((left) => left < 0).length;
const rmse = (matrix: Matrix, predictions: Float32Array) =>
  Math.sqrt(
    predictions.reduce((sum, each, row) => sum + (each - (matrix.labels[row] ?? 0)) ** 2, 0) / matrix.rows,
  );

describe('boosting', () => {
  it('grows the tree that the formulas give for a table small enough to reckon by hand', () => {
    // Labels 0, 0, 10, 10 parted by one feature; margin 0, so gradients are -label and hessians 1.
    const values = Float32Array.from([1, 2, 3, 4]);
    const matrix = { rows: 4, columns: 1, values, labels: Float32Array.from([0, 0, 10, 10]) };
    const { model } = run(matrix, {
      num_round: 1,
      max_depth: 1,
      eta: 0.5,
      lambda: 1,
      base_score: 0,
      min_child_weight: 0,
    });
    const [tree] = model.trees;
    assert.deepEqual([...(tree?.left ?? [])], [1, -1, -1]);
    // Gain: 0 + 20²/3 - 20²/5; weights: 20/3 on the right, halved by eta; the root's 20/5.
    assert.deepEqual(
      [...(tree?.gain ?? [])].map((gain) => gain.toFixed(4)),
      [(400 / 3 - 80).toFixed(4), '0.0000', '0.0000'],
    );
    // A leaf of labels 0 says minus nothing.
    assert.deepEqual([...(tree?.condition ?? [])], [3, -0, Math.fround(10 / 3)]);
    assert.deepEqual([...(tree?.weight ?? [])], [4, -0, Math.fround(10 / 3)]);
    assert.deepEqual([...(tree?.hessian ?? [])], [4, 2, 2]);
  });

  it('learns: far better than a constant, on rows it did not see too', () => {
    const { model } = run(train, { num_round: 60 });
    const mean = validation.labels.reduce((sum, label) => sum + label, 0) / validation.rows;
    const constant = rmse(validation, new Float32Array(validation.rows).fill(mean));
    assert.ok(rmse(validation, predict(model, validation.values, validation.rows)) < 0.1 * constant);
  });

  it('reports the metric that the model has', () => {
    const { model, rounds } = run(train, { num_round: 5, subsample: 0.6 }, [
      { name: 'train', matrix: train },
      { name: 'validation', matrix: validation },
    ]);
    assert.equal(rounds.length, 5);
    const last = rounds.at(-1)?.metrics ?? {};
    assert.deepEqual(Object.keys(last), ['train-rmse', 'validation-rmse']);
    for (const [name, matrix] of [
      ['train-rmse', train],
      ['validation-rmse', validation],
    ] as const) {
      const expected = rmse(matrix, predict(model, matrix.values, matrix.rows));
      assert.ok(Math.abs((last[name] ?? NaN) - expected) < 1e-4);
    }
  });

  it('gives the same model for the same seed, another one for another', () => {
    const drawn = {
      num_round: 3,
      subsample: 0.5,
      colsample_bytree: 0.7,
      colsample_bylevel: 0.7,
      colsample_bynode: 0.7,
    };
    const model = (seed: number) => JSON.stringify(run(train, { ...drawn, seed }).model.trees);
    assert.equal(model(7), model(7));
    assert.notEqual(model(7), model(8));
  });

  it('learns where missing values belong', () => {
    const rows = Array.from({ length: 400 }, (_, row) => (row % 2 ? NaN : row));
    const matrix = {
      rows: 400,
      columns: 1,
      values: Float32Array.from(rows),
      labels: Float32Array.from(rows, (value) => (Number.isNaN(value) || value > 200 ? 10 : 0)),
    };
    const { model } = run(matrix, { num_round: 30, max_depth: 2 });
    const [missing = 0, small = 0, large = 0] = predict(model, Float32Array.from([NaN, 10, 390]), 3);
    assert.ok(Math.abs(missing - 10) < 0.1 && Math.abs(small) < 0.1 && Math.abs(large - 10) < 0.1);
  });

  it('keeps to the limits on depth, leaves, weight and gain', () => {
    for (const tree of run(train, { num_round: 3, max_depth: 3 }).model.trees) assert.equal(depthOf(tree), 3);
    for (const grow_policy of ['depthwise', 'lossguide'] as const) {
      const { trees } = run(train, { num_round: 2, max_depth: 0, max_leaves: 9, grow_policy }).model;
      for (const tree of trees) assert.equal(leavesOf(tree), 9);
    }
    for (const tree of run(train, { num_round: 2, min_child_weight: 300 }).model.trees) {
      assert.ok(tree.hessian.every((hessian) => hessian >= 300));
    }
    for (const tree of run(train, { num_round: 2, gamma: 5000 }).model.trees) {
      assert.ok(tree.left.every((left, node) => left < 0 || (tree.gain[node] ?? 0) >= 5000));
    }
    assert.equal(run(train, { num_round: 1, gamma: 1e12 }).model.trees[0]?.left.length, 1);
  });

  it('splits the leaf that gains most first when growth is by loss', () => {
    const [tree] = run(train, { num_round: 1, max_depth: 0, max_leaves: 4, grow_policy: 'lossguide' }).model
      .trees;
    const gains = [...(tree?.gain ?? [])].filter((_, node) => (tree?.left[node] ?? -1) >= 0);
    assert.equal(gains.length, 3);
    assert.ok((tree?.gain[0] ?? 0) >= Math.max(...gains));
  });

  it('uses only the columns a tree may use', () => {
    const { trees } = run(train, { num_round: 12, colsample_bytree: 0.34, seed: 3 }).model;
    const used = trees.map(
      (tree) => new Set([...tree.feature].filter((_, node) => (tree.left[node] ?? -1) >= 0)),
    );
    assert.ok(used.every((features) => features.size <= 2));
    assert.ok(new Set(used.flatMap((features) => [...features])).size > 2);
  });

  it('counts a row of weight 2 as two rows', () => {
    const rows = regressionTable({ rows: 200, seed: 5 });
    const weighted = { ...matrixOf(rows), weights: Float32Array.from(rows, (_, row) => (row < 100 ? 2 : 1)) };
    const doubled = matrixOf([...rows, ...rows.slice(0, 100)]);
    const settings = { num_round: 5, max_depth: 3 };
    const a = predict(run(weighted, settings).model, weighted.values, 200);
    const b = predict(run(doubled, settings).model, weighted.values, 200);
    a.forEach((value, row) => assert.ok(Math.abs(value - (b[row] ?? NaN)) < 1e-3));
  });

  it('ends early when the last evaluation gets no better, and keeps the best rounds', () => {
    const noise = matrixOf(regressionTable({ rows: 200, seed: 9, label: (_, random) => random }));
    const other = matrixOf(regressionTable({ rows: 200, seed: 10, label: (_, random) => random }));
    const { model, rounds } = run(noise, { num_round: 200, early_stopping_rounds: 4 }, [
      { name: 'train', matrix: noise },
      { name: 'validation', matrix: other },
    ]);
    const values = rounds.map(({ metrics }) => metrics['validation-rmse'] ?? NaN);
    const best = values.indexOf(Math.min(...values));
    assert.equal(rounds.length, best + 5);
    assert.equal(model.trees.length, best + 1);
    assert.equal(model.attributes['best_iteration'], String(best));
  });

  it('starts from the labels’ mean where no base score is given', () => {
    const mean = train.labels.reduce((sum, label) => sum + label, 0) / train.rows;
    const { model } = run(train, { num_round: 1, base_score: undefined });
    assert.ok(Math.abs(model.baseScore - mean) < 1e-3);
  });

  it('refuses labels that the objective cannot take, in XGBoost’s words', () => {
    assert.throws(() => run(train, { objective: 'binary:logistic' }), /label must be in \[0,1\]/);
  });
});
