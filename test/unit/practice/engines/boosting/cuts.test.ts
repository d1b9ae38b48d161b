import assert from 'node:assert/strict';
import { binMatrix } from '../../../../../src/practice/engines/boosting/cuts.ts';

const binned = (values: number[], maxBin = 256) =>
  binMatrix(
    {
      rows: values.length,
      columns: 1,
      values: Float32Array.from(values),
      labels: new Float32Array(values.length),
    },
    maxBin,
  );

describe('binning a feature', () => {
  it('gives each of few values a bin of its own, in their order', () => {
    const { bins, cuts } = binned([5, 1, 3, 3, 1]);
    assert.deepEqual([...bins], [2, 0, 1, 1, 0]);
    assert.equal(cuts[0]?.length, 3);
  });

  it('puts a value in the bin whose cuts enclose it: not below the lower, below the upper', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index * 37) % 1000);
    const { bins, cuts } = binned(values, 16);
    const [edges = new Float32Array(0)] = cuts;
    assert.equal(edges.length, 16);
    values.forEach((value, row) => {
      const bin = bins[row] ?? -1;
      assert.ok(value < (edges[bin] ?? NaN) && (bin === 0 || value >= (edges[bin - 1] ?? NaN)));
    });
  });

  it('fills the bins of many values about evenly', () => {
    const { bins } = binned(
      Array.from({ length: 10_000 }, (_, index) => Math.sqrt(index)),
      10,
    );
    const counts = new Array<number>(10).fill(0);
    for (const bin of bins) counts[bin] = (counts[bin] ?? 0) + 1;
    for (const count of counts) assert.ok(count >= 990 && count <= 1010, counts.join());
  });

  it('keeps missing values apart, behind all cuts', () => {
    const { bins, cuts } = binned([2, NaN, 1]);
    assert.deepEqual([...bins], [1, cuts[0]?.length, 0]);
  });

  it('needs a second byte only where missing values join 256 bins', () => {
    const many = Array.from({ length: 1000 }, (_, index) => index);
    assert.ok(binned(many).bins instanceof Uint8Array);
    assert.ok(binned([...many, NaN]).bins instanceof Uint16Array);
  });

  it('stands a feature without any value', () => {
    assert.deepEqual([...binned([NaN, NaN]).bins], [1, 1]);
  });
});
