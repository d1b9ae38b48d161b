import assert from 'node:assert/strict';
import { cellText } from '../../../../src/lab/preview/cellText.ts';

describe('The text of a cell', () => {
  it('is the value as it is, and nothing for NULL', () => {
    assert.deepEqual(['', 'FD001', 0, -1.5, NaN, true, 9007199254740993n, null, undefined].map(cellText), [
      '',
      'FD001',
      '0',
      '-1.5',
      'NaN',
      'true',
      '9007199254740993',
      undefined,
      undefined,
    ]);
  });

  it('gives times in UTC, bytes in hexadecimal digits, and lists and records as JSON', () => {
    assert.equal(cellText(new Date(Date.UTC(2026, 0, 31, 14, 5))), '2026-01-31T14:05:00.000Z');
    assert.equal(cellText(Uint8Array.of(0, 255, 16)), '0x00ff10');
    assert.equal(cellText({ engine: 5n, cycles: [1, 2] }), '{"engine":"5","cycles":[1,2]}');
  });
});
