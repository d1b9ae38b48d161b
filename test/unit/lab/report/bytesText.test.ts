import assert from 'node:assert/strict';
import { bytesText } from '../../../../src/lab/report/bytesText.ts';

describe('a size as people read it', () => {
  it('is in the unit that leaves one to three digits', () => {
    assert.deepEqual([0, 1, 999, 1000, 12_345_678, 2.5e9, 3e15].map(bytesText), [
      '0 bytes',
      '1 bytes',
      '999 bytes',
      '1.0 kB',
      '12.3 MB',
      '2.5 GB',
      '3000.0 TB',
    ]);
  });
});
