import assert from 'node:assert/strict';
import { distinctFinder } from '../../../../../src/practice/engines/boosting/distinctValues.ts';
import { createRandom } from '../../../../../src/practice/engines/boosting/random.ts';

const found = ({ values, counts, ranks }: ReturnType<ReturnType<typeof distinctFinder>>) => ({
  values: [...values],
  counts: [...counts],
  ranks: [...ranks],
});

describe('distinct values of a column', () => {
  it('come in order, with how often each occurs and which one each row has', () => {
    const distinctOf = distinctFinder(5);
    assert.deepEqual(found(distinctOf(Float32Array.of(7, -1.5, 7, 3, -1.5))), {
      values: [-1.5, 3, 7],
      counts: [2, 1, 2],
      ranks: [2, 0, 2, 1, 0],
    });
  });

  it('take 0 and -0 for one, and leave the missing ones out', () => {
    const distinctOf = distinctFinder(5);
    assert.deepEqual(found(distinctOf(Float32Array.of(-0, NaN, 0, Infinity, -Infinity))), {
      values: [-Infinity, 0, Infinity],
      counts: [1, 2, 1],
      ranks: [1, 3, 1, 2, 0],
    });
  });

  it('are those of each column alone, however many differ', () => {
    const rows = 3000;
    const distinctOf = distinctFinder(rows);
    const random = createRandom(1);
    for (const wide of [1e9, 50, 1e9]) {
      const column = Float32Array.from({ length: rows }, () => Math.floor((random.next() - 0.5) * wide));
      const { values, counts, ranks } = distinctOf(column);
      assert.deepEqual(values, Float32Array.from(new Set(column)).sort());
      assert.deepEqual(
        column,
        Float32Array.from(ranks, (rank) => values[rank] ?? NaN),
      );
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        rows,
      );
    }
  });

  it('are none where every value is missing, or there is no row', () => {
    assert.deepEqual(found(distinctFinder(1)(Float32Array.of(NaN))), { values: [], counts: [], ranks: [0] });
    assert.deepEqual(found(distinctFinder(0)(new Float32Array(0))), { values: [], counts: [], ranks: [] });
  });
});
