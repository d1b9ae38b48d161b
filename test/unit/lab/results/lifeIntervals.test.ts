import assert from 'node:assert/strict';
import { coverage, lifeIntervals, type EngineSample } from '../../../../src/lab/results/lifeIntervals.ts';
import { randomFrom } from '../../../support/random.ts';

const engines = (count: number, subset = 'FD001'): EngineSample[] =>
  Array.from({ length: count }, (_, index) => ({ subset, predicted: index, actual: 10 * index }));

describe('where the life of an engine ends', () => {
  it('is told by the true lives of the engines predicted nearest, without a tenth at either end', () => {
    const [first] = lifeIntervals(engines(40));
    // The others nearest to engine 0 are 1 to 29: the third shortest life of theirs is 30, the third longest 270.
    assert.deepEqual(first, { low: 30, high: 270, neighbours: 29, ownSubset: true });
  });

  it("does not depend on the engine's own truth", () => {
    const [one, ...rest] = engines(40);
    assert.ok(one);
    assert.deepEqual(lifeIntervals([{ ...one, actual: 9999 }, ...rest])[0], lifeIntervals([one, ...rest])[0]);
  });

  it('takes the engines of all data sets where its own has too few, and says nothing of fewer than nine', () => {
    const few = [...engines(3, 'FD001'), ...engines(8, 'FD003')];
    assert.deepEqual(
      lifeIntervals(few).map((interval) => interval?.ownSubset),
      few.map(() => false),
    );
    assert.deepEqual(lifeIntervals(engines(9)), new Array(9).fill(undefined));
  });

  it('holds for the share of engines that it is made for, whatever the size of errors depends on', () => {
    const random = randomFrom(3);
    const fleet = Array.from({ length: 500 }, () => {
      const actual = 200 * random();
      return { subset: 'FD001', actual, predicted: actual + (random() - 0.5) * actual };
    });
    const intervals = lifeIntervals(fleet);
    const { within, of } = coverage(fleet.map((one, index) => ({ ...one, interval: intervals[index] })));
    assert.equal(of, 500);
    assert.ok(within / of > 0.75 && within / of < 0.88, `${within} of ${of}`);
  });
});
