import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import { createShowings, type Showing } from '../../../../src/lab/pictures/showings.ts';

const viewOf = (note: string): PictureView => ({ note, choices: [], sections: [] });
const { signal } = new AbortController();

/** Showings that go on until they are ended or `end`ed. */
function held() {
  const begun: (Showing & { end: () => void })[] = [];
  const notes: string[] = [];
  const showings = createShowings(async (showing) => {
    const over = new AbortController();
    begun.push({ ...showing, end: () => over.abort() });
    await Promise.race([once(showing.signal, 'abort'), once(over.signal, 'abort')]);
    showing.signal.throwIfAborted();
  });
  const show = (asked = signal): Promise<void> =>
    showings.show({ subset: 'FD001' }, ({ note }) => notes.push(note), asked);
  return { begun, notes, showings, show };
}

describe('the showings of a source', () => {
  it('end when the source shows anew, which shows what was chosen, in place of what was shown before', async () => {
    const { begun, notes, showings, show } = held();
    let isOver = false;
    const first = show().then(() => (isOver = true));
    const again = showings.again();
    const [before, after] = begun;
    assert.ok(before && after);
    assert.equal(before.signal.aborted, true);
    assert.deepEqual(after.chosen, { subset: 'FD001' });
    before.shown(viewOf('before'));
    after.shown(viewOf('after'));
    assert.deepEqual(notes, ['after']);
    await new Promise(setImmediate);
    assert.equal(isOver, false, 'whoever waits for the view waits for the one that is shown now');
    after.end();
    await Promise.all([first, again]);
  });

  it('end with the source, and begin no more once whoever asked has ended them', async () => {
    const { begun, notes, showings, show } = held();
    const asked = new AbortController();
    const shown = show(asked.signal);
    showings.dispose();
    begun[0]?.shown(viewOf('late'));
    await shown;
    assert.deepEqual(notes, []);
    asked.abort();
    await showings.again();
    assert.equal(begun.length, 1);
  });

  it('tell whoever has ended one that it was ended', async () => {
    const asked = new AbortController();
    const shown = held().show(asked.signal);
    asked.abort();
    await assert.rejects(shown, { name: 'AbortError' });
  });
});
