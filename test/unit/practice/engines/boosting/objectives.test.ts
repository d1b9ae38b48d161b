import assert from 'node:assert/strict';
import { metricOf } from '../../../../../src/practice/engines/boosting/metrics.ts';
import { objectiveOf } from '../../../../../src/practice/engines/boosting/objectives.ts';
import { defaultParameters } from '../../../../../src/practice/engines/boosting/parameters.ts';

/** The losses whose derivatives the objectives must have, at a margin. */
const losses: Record<string, (margin: number, label: number) => number> = {
  'reg:squarederror': (margin, label) => (margin - label) ** 2 / 2,
  'reg:squaredlogerror': (margin, label) => (Math.log1p(margin) - Math.log1p(label)) ** 2 / 2,
  'reg:logistic': (margin, label) => Math.log1p(Math.exp(margin)) - label * margin,
  'reg:pseudohubererror': (margin, label) => Math.sqrt(1 + (margin - label) ** 2) - 1,
  'reg:gamma': (margin, label) => margin + label * Math.exp(-margin),
  'reg:tweedie': (margin, label) => Math.exp(0.5 * margin) / 0.5 + (label * Math.exp(-0.5 * margin)) / 0.5,
  'count:poisson': (margin, label) => Math.exp(margin) - label * margin,
  'binary:logistic': (margin, label) => Math.log1p(Math.exp(margin)) - label * margin,
};

describe('objectives', () => {
  for (const [name, loss] of Object.entries(losses)) {
    it(`${name} has the derivatives of its loss`, () => {
      const objective = objectiveOf({ ...defaultParameters, objective: name });
      for (const [margin, label] of [
        [0.3, 1],
        [1.2, 0.5],
        [0.7, 0.9],
      ] as const) {
        const step = 1e-4;
        const [gradient, hessian] = objective.derivatives(margin, label);
        const first = (loss(margin + step, label) - loss(margin - step, label)) / (2 * step);
        const second =
          (loss(margin + step, label) - 2 * loss(margin, label) + loss(margin - step, label)) / step ** 2;
        assert.ok(Math.abs(gradient - first) < 1e-5, `gradient ${gradient}, expected ${first}`);
        assert.ok(Math.abs(hessian - second) < 1e-4, `hessian ${hessian}, expected ${second}`);
      }
    });
  }

  it('a base score’s margin predicts the base score', () => {
    for (const objective of [...Object.keys(losses), 'binary:logitraw']) {
      const found = objectiveOf({ ...defaultParameters, objective });
      assert.ok(Math.abs(found.prediction(found.margin(0.25)) - 0.25) < 1e-12);
    }
  });
});

describe('metrics', () => {
  const of = (name: string, labels: number[], predictions: number[], weights?: number[]) => {
    const metric = metricOf(name);
    assert.ok(metric, name);
    const matrix = {
      rows: labels.length,
      columns: 0,
      values: new Float32Array(0),
      labels: Float32Array.from(labels),
    };
    const weighted = weights ? { ...matrix, weights: Float32Array.from(weights) } : matrix;
    return metric.of(weighted, Float32Array.from(predictions));
  };
  const near = (value: number, expected: number) =>
    assert.ok(Math.abs(value - expected) < 1e-6, `${value}, expected ${expected}`);

  it('measure errors of numbers', () => {
    near(of('rmse', [1, 2], [2, 4]), Math.sqrt(2.5));
    near(of('rmse', [1, 2], [2, 4], [3, 1]), Math.sqrt(7 / 4));
    near(of('mae', [1, 2], [2, 4]), 1.5);
    near(of('mape', [1, 4], [2, 2]), 0.75);
    near(of('r2', [1, 2, 3], [1, 2, 3]), 1);
    near(of('poisson-nloglik', [3], [2]), Math.log(6) + 2 - 3 * Math.log(2));
  });

  it('measure errors of classes', () => {
    near(of('error', [0, 1, 1, 0], [0.2, 0.7, 0.4, 0.6]), 0.5);
    near(of('error@0.3', [0, 1, 1, 0], [0.2, 0.7, 0.4, 0.6]), 0.25);
    near(of('logloss', [1, 0], [0.5, 0.25]), (Math.log(2) - Math.log(0.75)) / 2);
    near(of('auc', [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75);
    near(of('auc', [0, 1], [0.5, 0.5]), 0.5);
  });

  it('are none for a name that is none', () => {
    for (const name of ['rsme', 'rmse@1', 'error@x', 'toString']) assert.equal(metricOf(name), undefined);
  });
});
