import assert from 'node:assert/strict';
import { hexText } from '../../../../src/lab/preview/binaryKind.ts';

describe('A hexadecimal dump', () => {
  it('has sixteen bytes a line, with their places and characters', () => {
    assert.equal(
      hexText(Buffer.from('PAR1\0remaining useful')),
      [
        '00000000  50 41 52 31 00 72 65 6d 61 69 6e 69 6e 67 20 75  PAR1.remaining u',
        '00000010  73 65 66 75 6c                                   seful',
      ].join('\n'),
    );
  });
});
