import assert from 'node:assert/strict';
import { decodeText } from '../../../../src/lab/preview/decodeText.ts';

describe('Text in bytes', () => {
  it('is UTF-8, without a mark at its start', () => {
    const found = decodeText(Buffer.from('\uFEFFnaïve'), true);
    assert.deepEqual(found, { text: 'naïve', encoding: 'UTF-8' });
  });

  it('leaves out a last character that was cut in two, and keeps those before', () => {
    const bytes = Buffer.from('größe ü').subarray(0, -1);
    assert.equal(decodeText(bytes, false)?.text, 'größe ');
  });

  it('is UTF-16 where a mark says so, and Windows-1252 where it is no UTF-8', () => {
    assert.deepEqual(decodeText(Buffer.from('\uFEFFöl', 'utf16le'), true), {
      text: 'öl',
      encoding: 'UTF-16',
    });
    assert.deepEqual(decodeText(Buffer.from('Öl', 'latin1'), true), {
      text: 'Öl',
      encoding: 'Windows-1252',
    });
  });

  it('is none where bytes are zero or mostly control characters', () => {
    assert.equal(decodeText(Uint8Array.of(0x61, 0, 0x62), true), undefined);
    assert.equal(decodeText(Uint8Array.of(1, 2, 3, 4), true), undefined);
  });
});
