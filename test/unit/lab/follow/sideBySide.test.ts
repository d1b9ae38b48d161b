import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { sideBySide } from '../../../../src/lab/follow/sideBySide.ts';

describe('working side by side', () => {
  const full = new Error('full');
  const isFull = (error: unknown): boolean => error === full;

  /** Works on numbers in a few turns each; notes what is done, and how many were at work at most. */
  const workshop = (room = Infinity) => {
    const state = { inside: 0, most: 0, done: [] as number[] };
    const work = async (item: number): Promise<void> => {
      if (state.inside === room) throw full;
      state.inside += 1;
      state.most = Math.max(state.most, state.inside);
      for (let turns = 0; turns < 3; turns += 1) await turn();
      state.inside -= 1;
      if (item < 0) throw new Error(`no ${item}`);
      state.done.push(item);
    };
    return { state, work };
  };

  it('has so many items under way at once, and all in the end', async () => {
    const { state, work } = workshop();
    await sideBySide([1, 2, 3, 4, 5], 2, work, isFull);
    assert.deepEqual([state.most, state.done], [2, [1, 2, 3, 4, 5]]);
  });

  it('goes on one by one where there is room for one only', async () => {
    const { state, work } = workshop(1);
    await sideBySide([1, 2, 3], 2, work, isFull);
    assert.deepEqual([state.most, state.done.sort()], [1, [1, 2, 3]]);
  });

  it('fails where there is no room at all', async () => {
    const { work } = workshop(0);
    await assert.rejects(sideBySide([1, 2], 2, work, isFull), full);
  });

  it('sees what is under way to its end when another fails, and begins nothing more', async () => {
    const { state, work } = workshop();
    await assert.rejects(sideBySide([-1, 2, 3, 4], 2, work, isFull), /no -1/);
    assert.deepEqual([state.inside, state.done], [0, [2]]);
  });
});
