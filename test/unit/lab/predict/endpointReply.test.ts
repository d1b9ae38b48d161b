import assert from 'node:assert/strict';
import { readReply } from '../../../../src/lab/predict/endpointReply.ts';

describe("an endpoint's reply", () => {
  it('is read with commas between, as images up to 1.2-1 write it', () => {
    assert.deepEqual(readReply('112.5,7,-3.25', 3), [112.5, 7, -3.25]);
  });

  it('is read line by line, as later images write it', () => {
    assert.deepEqual(readReply('112.5\n7\n-3.25\n', 3), [112.5, 7, -3.25]);
  });

  it('must have as many numbers as rows were sent', () => {
    assert.throws(() => readReply('1,2', 3), /answered 3 rows with 2 values/);
    assert.throws(() => readReply('1,2,3', 2), /answered 2 rows with 3 values/);
    assert.throws(() => readReply('', 1), /answered 1 rows with 0 values/);
  });

  it('must be numbers', () => {
    assert.throws(() => readReply('1,two', 2), /not all of them numbers: 1,two/);
  });
});
