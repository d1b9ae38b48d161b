import assert from 'node:assert/strict';
import { correlatedShares, quantileAt } from '../../../../src/lab/fleet/quantiles.ts';
import { createRandom } from '../../../../src/lab/fleet/random.ts';
import { RowWriter } from '../../../../src/lab/fleet/rowWriter.ts';

describe('random numbers', () => {
  it('are the same for a seed and differ between seeds', () => {
    const first = createRandom('1 FD001');
    const same = createRandom('1 FD001');
    const other = createRandom('2 FD001');
    const draw = (random: ReturnType<typeof createRandom>) =>
      Array.from({ length: 5 }, () => random.uniform());
    const numbers = draw(first);
    assert.deepEqual(draw(same), numbers);
    assert.notDeepEqual(draw(other), numbers);
  });

  it('are uniform, and normal where asked', () => {
    const random = createRandom('x');
    const count = 100_000;
    let [sum, normalSum, squares, beyondTwo] = [0, 0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const uniform = random.uniform();
      assert.ok(uniform >= 0 && uniform < 1);
      sum += uniform;
      const normal = random.normal();
      normalSum += normal;
      squares += normal * normal;
      if (Math.abs(normal) > 2) beyondTwo += 1;
    }
    assert.ok(Math.abs(sum / count - 0.5) < 0.005);
    assert.ok(Math.abs(normalSum / count) < 0.02);
    assert.ok(Math.abs(squares / count - 1) < 0.03);
    assert.ok(Math.abs(beyondTwo / count - 0.0455) < 0.005);
  });

  it('permute without losing any', () => {
    const order = createRandom('p').permutation(50);
    assert.notDeepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [...Array(50).keys()],
    );
  });
});

describe('correlated shares', () => {
  it('fall one in each equal part, and correlate as asked', () => {
    const shares = correlatedShares(
      1_000,
      [
        [1, -0.6],
        [-0.6, 1],
      ],
      createRandom('c'),
    );
    for (const dimension of [0, 1]) {
      const parts = shares.map((share) => Math.floor(share[dimension]! * 1_000)).sort((a, b) => a - b);
      assert.deepEqual(parts, [...Array(1_000).keys()]);
    }
    const product = shares.reduce((sum, [a, b]) => sum + (a! - 0.5) * (b! - 0.5), 0) / shares.length;
    assert.ok(Math.abs(product * 12 + 0.6) < 0.08, `${product * 12}`);
  });

  it('map to values on straight lines between quantiles', () => {
    const quantiles = [0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 100];
    for (const share of [0, 0.005, 0.25, 0.5, 0.77, 0.999, 1]) {
      assert.ok(Math.abs(quantileAt(quantiles, share) - 100 * share) < 1e-9);
    }
  });
});

describe('a row of numbers', () => {
  it('is written with fixed decimals, rounded, keeping the sign of what rounds to zero', () => {
    const rows = new RowWriter();
    rows.number(7, 0);
    rows.number(-0.00001, 4);
    rows.number(0.0042, 4);
    rows.number(100, 1);
    rows.number(518.67, 2);
    rows.number(9.996, 2);
    rows.endRow(2);
    rows.number(112, 0);
    rows.endRow(1);
    assert.equal(rows.bytes.toString(), '7 -0.0000 0.0042 100.0 518.67 10.00  \n112 \n');
  });

  it('is written as toFixed writes it, however many there are', () => {
    const rows = new RowWriter();
    const random = createRandom('fixed');
    let expected = '';
    for (let index = 0; index < 200_000; index += 1) {
      const decimals = index % 5;
      // In eighths, so that no value lies half-way between two decimals that binary numbers cannot hold.
      const value = Math.round((random.uniform() - 0.3) * 80_000) / 8 + 0.0001;
      rows.number(value, decimals);
      expected += `${value.toFixed(decimals)} `;
    }
    assert.equal(rows.bytes.toString(), expected);
  });
});
