import assert from 'node:assert/strict';
import { byteCount } from '../../../../src/lab/report/byteCount.ts';

describe('A number of bytes', () => {
  it('is written in the unit in which it is short', () => {
    const texts = [0, 1, 1023, 1024, 12_595, 1024 ** 2 - 1, 1024 ** 2, 5.5 * 1024 ** 3, 9000 * 1024 ** 4];
    assert.deepEqual(texts.map(byteCount), [
      '0 bytes',
      '1 byte',
      '1023 bytes',
      '1.0 KiB',
      '12.3 KiB',
      '1.0 MiB',
      '1.0 MiB',
      '5.5 GiB',
      '9000.0 TiB',
    ]);
  });
});
