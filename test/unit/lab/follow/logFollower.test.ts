import assert from 'node:assert/strict';
import { createLogFollower } from '../../../../src/lab/follow/logFollower.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

const { signal } = new AbortController();

/** Follows a log whose pages come one after the other; at its end the token given comes back. */
function followed(pages: readonly (readonly string[])[]) {
  const told: string[] = [];
  let asked = 0;
  const account = fakeAccount({
    logs: {
      lines: (_group, _stream, token) => {
        asked += 1;
        const place = Number(token ?? 0);
        const lines = (pages[place] ?? []).map((message) => ({ time: new Date(0), message }));
        return Promise.resolve({ lines, token: String(Math.min(place + 1, pages.length)) });
      },
    },
  });
  const follow = createLogFollower(account, 'group', 'stream', (progress) => {
    if (progress.kind === 'log') told.push(progress.line);
  });
  return { told, follow, asked: () => asked };
}

describe('a log that is followed', () => {
  it('is read on behind a page without a line, as only the same token again is the end', async () => {
    const pages = [[], ['one'], [], [], ['two', 'three']];
    const { told, follow } = followed(pages);
    await follow(signal);
    assert.deepEqual(told, ['one', 'two', 'three']);
  });

  it('is asked once where nothing is new, and tells nothing twice', async () => {
    const pages = [['one']];
    const { told, follow, asked } = followed(pages);
    await follow(signal);
    const before = asked();
    await follow(signal);
    assert.equal(asked(), before + 1);
    pages.push(['two']);
    await follow(signal);
    assert.deepEqual(told, ['one', 'two']);
  });
});
