import assert from 'node:assert/strict';
import { createLooks } from '../../../../src/lab/board/looks.ts';
import type { StageId } from '../../../../src/lab/facts.ts';

/** Looks that end when the test says so. */
function looksByHand() {
  const begun: { ids: readonly StageId[]; signal: AbortSignal; end: () => void }[] = [];
  const looks = createLooks(
    (ids, signal) => new Promise((resolve) => void begun.push({ ids, signal, end: resolve })),
  );
  return { looks, begun };
}

describe('looks one after the other', () => {
  it('shares one that is under way and has the stages asked for', async () => {
    const { looks, begun } = looksByHand();
    const both = [looks.at(['survey', 'publish']), looks.at(['publish'])];
    assert.equal(begun.length, 1);
    begun[0]!.end();
    await Promise.all(both);
    assert.equal(begun.length, 1);
  });

  it('does the rest in one more look when that has ended, in the order of the lab', async () => {
    const { looks, begun } = looksByHand();
    const first = looks.at(['survey']);
    const rest = [looks.at(['train']), looks.at(['publish', 'survey'])];
    assert.equal(begun.length, 1);
    begun[0]!.end();
    await first;
    await new Promise(setImmediate);
    assert.deepEqual(begun[1]?.ids, ['survey', 'publish', 'train']);
    begun[1].end();
    await Promise.all(rest);
    assert.equal(begun.length, 2);
    void looks.at(['survey']);
    assert.equal(begun.length, 3, 'what was asked for after the end is looked at again');
  });

  it('breaks off what is under way, and begins nothing that was to come', async () => {
    const { looks, begun } = looksByHand();
    const waiting = [looks.at(['survey']), looks.at(['train'])];
    looks.stop();
    assert.ok(begun[0]!.signal.aborted);
    const after = looks.at(['survey']);
    assert.equal(begun.length, 2, 'another account does not wait for the answers of the one before');
    begun[0]!.end();
    await Promise.all(waiting);
    assert.equal(begun.length, 2);
    void looks.at(['survey']);
    assert.equal(begun.length, 2, 'the old look has not ended the new one');
    begun[1]!.end();
    await after;
  });
});
