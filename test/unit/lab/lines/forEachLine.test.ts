import assert from 'node:assert/strict';
import { forEachLine } from '../../../../src/lab/lines/forEachLine.ts';
import { lineHash } from '../../../../src/lab/lines/lineHash.ts';

/** The lines of a text that arrives in chunks of `size` bytes. */
async function linesOf(text: string, size: number): Promise<string[]> {
  const bytes = Buffer.from(text);
  const lines: string[] = [];
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) {
      await Promise.resolve();
      yield bytes.subarray(at, at + size);
    }
  };
  await forEachLine(chunks(), (line, start, end) => {
    lines.push(Buffer.from(line.subarray(start, end)).toString());
  });
  return lines;
}

describe('forEachLine', () => {
  const text = 'first  \n\nthird\rstill third\nlast without a line feed';
  const expected = ['first  ', '', 'third\rstill third', 'last without a line feed'];

  it('finds the same lines however the bytes arrive', async () => {
    for (const size of [1, 2, 3, 7, 8, 1000]) assert.deepEqual(await linesOf(text, size), expected);
  });

  it('has no line after the last line feed', async () => {
    assert.deepEqual(await linesOf('one\ntwo\n', 3), ['one', 'two']);
    assert.deepEqual(await linesOf('', 3), []);
  });
});

describe('lineHash', () => {
  it('tells the lines of a data set apart, wherever they stand in a chunk', () => {
    const hashes = new Set<number>();
    const count = 50_000;
    for (let line = 0; line < count; line++) {
      const bytes = Buffer.from(`xx${Math.floor(line / 200)} ${line % 200} -0.0007 0.0003 100.0  `);
      hashes.add(lineHash(bytes, 2, bytes.length));
    }
    assert.equal(hashes.size, count);
    const alone = Buffer.from('1 1 100.0');
    const within = Buffer.from('before 1 1 100.0 after');
    assert.equal(lineHash(alone, 0, 9), lineHash(within, 7, 16));
  });
});
