import assert from 'node:assert/strict';
import { nextValues, type Search, type Trial } from '../../../../../src/practice/engines/tuning/search.ts';
import {
  coordinatesOf,
  valuesAt,
  type Dimension,
  type Values,
} from '../../../../../src/practice/engines/tuning/searchSpace.ts';

const number = (name: string, min: number, max: number, scale: 'linear' | 'logarithmic' = 'linear') =>
  ({ kind: 'continuous', name, min, max, scale }) as const;
const space: readonly Dimension[] = [
  number('eta', 0.001, 1, 'logarithmic'),
  { kind: 'integer', name: 'depth', min: 1, max: 10, scale: 'linear' },
  number('gamma', 0, 5),
  { kind: 'categorical', name: 'policy', values: ['depthwise', 'lossguide'] },
];

/** A smooth bowl as tuning meets them: best at eta 0.05, depth 6, gamma 1, lossguide, where it is 40. */
function error(values: Values): number {
  const eta = Math.log10(Number(values['eta'])) - Math.log10(0.05);
  const depth = (Number(values['depth']) - 6) / 4;
  const gamma = (Number(values['gamma']) - 1) / 4;
  return 40 + 8 * eta ** 2 + 5 * depth ** 2 + 2 * gamma ** 2 + (values['policy'] === 'lossguide' ? 0 : 1);
}

/** Runs a search of `budget` trials, `parallel` at once, and answers with them. */
function run(
  search: Partial<Search>,
  budget: number,
  outcome: (values: Values) => Trial['outcome'] = (values) => ({ kind: 'done', objective: error(values) }),
  parallel = 1,
): Trial[] {
  const full: Search = { dimensions: space, strategy: 'bayesian', isMinimized: true, seed: 1, ...search };
  const trials: Trial[] = [];
  while (trials.length < budget) {
    const running: Trial[] = [];
    for (let index = 0; index < parallel; index += 1) {
      const values = nextValues(full, [...trials, ...running]);
      running.push({ values, outcome: { kind: 'pending' } });
    }
    trials.push(...running.map(({ values }) => ({ values, outcome: outcome(values) })));
  }
  return trials;
}

const objectives = (trials: readonly Trial[]) =>
  trials.flatMap(({ outcome }) => (outcome.kind === 'done' ? [outcome.objective] : []));
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
/** How far the best of a search is from the best there is, on average over the seeds. */
const regret = (search: Partial<Search>, outcome?: (values: Values) => Trial['outcome'], parallel?: number) =>
  average(seeds.map((seed) => Math.min(...objectives(run({ ...search, seed }, 20, outcome, parallel))) - 40));

describe('A search for hyperparameters', () => {
  it('finds better ones by a model of the trials than by chance, also with four at once', () => {
    const byChance = regret({ strategy: 'random' });
    const byModel = regret({ strategy: 'bayesian' });
    const atOnce = regret({ strategy: 'bayesian' }, undefined, 4);
    assert.ok(byModel < byChance / 3, `${byModel} is not below a third of ${byChance}`);
    assert.ok(atOnce < byChance / 2, `${atOnce} is not below half of ${byChance}`);
  });

  it('looks for the largest objective where that is asked for', () => {
    const negative = (values: Values): Trial['outcome'] => ({ kind: 'done', objective: -error(values) });
    const least = run({ strategy: 'bayesian' }, 15);
    const most = run({ strategy: 'bayesian', isMinimized: false }, 15, negative);
    assert.deepEqual(
      most.map(({ values }) => values),
      least.map(({ values }) => values),
    );
  });

  it('leaves regions where training fails, and still gets near the best', () => {
    const halfFails = (values: Values): Trial['outcome'] =>
      Number(values['depth']) > 7 ? { kind: 'failed' } : { kind: 'done', objective: error(values) };
    const failures = (strategy: 'random' | 'bayesian') =>
      average(
        seeds.map(
          (seed) =>
            run({ strategy, seed }, 20, halfFails)
              .slice(10)
              .filter(({ outcome }) => outcome.kind === 'failed').length,
        ),
      );
    assert.ok(failures('bayesian') < failures('random') / 2);
    assert.ok(regret({ strategy: 'bayesian' }, halfFails) < regret({ strategy: 'random' }, halfFails) / 2);
  });

  it('goes on by chance while every training fails', () => {
    const trials = run({}, 8, () => ({ kind: 'failed' }));
    assert.equal(new Set(trials.map(({ values }) => JSON.stringify(values))).size, 8);
  });

  it('chooses the same with the same seed, and others with another', () => {
    for (const strategy of ['random', 'bayesian'] as const) {
      const chosen = (seed: number) => run({ strategy, seed }, 8).map(({ values }) => values);
      assert.deepEqual(chosen(5), chosen(5));
      assert.notDeepEqual(chosen(5), chosen(6));
    }
  });

  it('tries every combination of a small space once', () => {
    const dimensions: readonly Dimension[] = [
      { kind: 'integer', name: 'depth', min: 3, max: 6, scale: 'logarithmic' },
      { kind: 'categorical', name: 'policy', values: ['depthwise', 'lossguide', 'other'] },
    ];
    for (const strategy of ['random', 'bayesian'] as const) {
      const trials = run({ dimensions, strategy }, 12, ({ depth }) => ({
        kind: 'done',
        objective: Number(depth),
      }));
      assert.equal(new Set(trials.map(({ values }) => JSON.stringify(values))).size, 12);
    }
  });
});

describe('A search space', () => {
  const at = (dimension: Dimension, place: number) => valuesAt([dimension], [place])[dimension.name];

  it('lays values out on their scale', () => {
    assert.equal(at(number('eta', 0.001, 1, 'logarithmic'), 1 / 3), '0.01');
    assert.equal(at(number('eta', 0, 10), 0.25), '2.5');
    const reverse: Dimension = { ...number('beta', 0, 0.999), scale: 'reverseLogarithmic' };
    assert.equal(at(reverse, 1 / 3), '0.9');
    assert.equal(at(reverse, 2 / 3), '0.99');
  });

  it('gives each whole number the same share of a linear range, ends included', () => {
    const depth: Dimension = { kind: 'integer', name: 'depth', min: 1, max: 4, scale: 'linear' };
    const drawn = Array.from({ length: 400 }, (_, index) => at(depth, index / 400));
    for (const value of ['1', '2', '3', '4'])
      assert.equal(drawn.filter((each) => each === value).length, 100, value);
  });

  it('finds a value’s place again', () => {
    const place = [0.3, 0.65, 0.9, 0.75];
    const found = coordinatesOf(space, valuesAt(space, place));
    assert.ok(Math.abs(found[0]! - 0.3) < 1e-9 && Math.abs(found[2]! - 0.9) < 1e-9);
    assert.equal(found[1], 0.65);
    assert.deepEqual(found.slice(3), [0, Math.SQRT1_2]);
  });
});
