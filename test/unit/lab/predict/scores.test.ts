import assert from 'node:assert/strict';
import { nasaPenalty, score, scoreTestFile, trueRemainingLife } from '../../../../src/lab/predict/scores.ts';

const close = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-9, `${found}, not ${expected}`);

describe('scores', () => {
  it("follow NASA's formula: late warnings cost more than early ones", () => {
    assert.equal(nasaPenalty(50, 50), 0);
    close(nasaPenalty(40, 53), Math.E - 1);
    close(nasaPenalty(60, 50), Math.E - 1);
    assert.ok(nasaPenalty(60, 50) > nasaPenalty(40, 50));
  });

  it('are the root mean square error and the sum of penalties', () => {
    const { count, rmse, nasaScore } = score([10, 20, 33], Float64Array.of(7, 24, 33));
    assert.equal(count, 3);
    close(rmse, Math.sqrt(25 / 3));
    close(nasaScore, Math.exp(3 / 10) - 1 + Math.exp(4 / 13) - 1);
  });

  it('say nothing of nothing, and refuse columns of unequal length', () => {
    assert.deepEqual(score([], []), { count: 0, rmse: NaN, nasaScore: 0 });
    assert.throws(() => score([1], []), /1 predictions cannot be compared with 0 true values/);
  });
});

describe('the true remaining useful life', () => {
  const rows = { units: [1, 1, 1, 2, 2], cycles: Int32Array.of(1, 2, 3, 1, 2) };

  it("counts from the RUL file's value at the last row back to each row", () => {
    assert.deepEqual([...trueRemainingLife(rows, [112, 98])], [114, 113, 112, 99, 98]);
  });

  it('does not depend on the order of the rows', () => {
    assert.deepEqual([...trueRemainingLife({ units: [2, 1, 2], cycles: [5, 1, 4] }, [10, 20])], [20, 10, 21]);
  });

  it('is refused for an engine that the RUL file does not have', () => {
    assert.throws(() => trueRemainingLife(rows, [112]), /The RUL file has 1 lines, but there is an engine 2/);
  });

  it('scores a file over all rows and at the last row of each engine', () => {
    const scores = scoreTestFile(rows, [112, 98], [114, 113, 110, 99, 101]);
    close(scores.allRows.rmse, Math.sqrt((4 + 9) / 5));
    close(scores.lastCycle.rmse, Math.sqrt((4 + 9) / 2));
    close(scores.lastCycle.nasaScore, Math.exp(2 / 13) - 1 + Math.exp(3 / 10) - 1);
    assert.deepEqual(scores.engines, [
      { unit: 1, lastCycle: 3, predicted: 110, actual: 112 },
      { unit: 2, lastCycle: 2, predicted: 101, actual: 98 },
    ]);
  });
});
