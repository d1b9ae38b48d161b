import assert from 'node:assert/strict';
import { partRange, readRange } from '../../../../../src/practice/services/s3/range.ts';

describe('a Range header', () => {
  it('names the bytes it asks for', () => {
    assert.deepEqual(readRange('bytes=2-4', 10), { first: 2, last: 4 });
    assert.deepEqual(readRange('bytes=2-', 10), { first: 2, last: 9 });
    assert.deepEqual(readRange('bytes=-3', 10), { first: 7, last: 9 });
    assert.deepEqual(readRange('bytes=-30', 10), { first: 0, last: 9 });
    assert.deepEqual(readRange('bytes=8-100', 10), { first: 8, last: 9 });
  });

  it('asks for the whole where S3 does not follow it', () => {
    for (const header of [undefined, 'bytes=0-1,3-4', 'lines=0-1', 'bytes=4-2', 'bytes=-']) {
      assert.equal(readRange(header, 10), undefined);
    }
  });

  it('is InvalidRange where nothing is', () => {
    for (const [header, size] of [
      ['bytes=10-', 10],
      ['bytes=-0', 10],
      ['bytes=0-', 0],
    ] as const) {
      assert.throws(() => readRange(header, size), { code: 'InvalidRange', status: 416 });
    }
  });

  it('has its part’s place for a part number', () => {
    assert.deepEqual(partRange(2, [5, 7, 1]), { first: 5, last: 11 });
    assert.throws(() => partRange(4, [5, 7, 1]), { code: 'InvalidPartNumber' });
  });
});
