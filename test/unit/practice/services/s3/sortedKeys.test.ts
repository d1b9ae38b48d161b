import assert from 'node:assert/strict';
import { SortedKeys } from '../../../../../src/practice/services/s3/sortedKeys.ts';

describe('sorted keys', () => {
  it('are those of a sorted list, whatever is added and deleted', () => {
    const sorted = new SortedKeys();
    const expected = new Set<string>();
    let state = 7;
    const random = (below: number) => (state = (state * 48271) % 2147483647) % below;
    for (let round = 0; round < 20_000; round += 1) {
      const key = `${'abc'[random(3)]}/${random(4000)}`;
      if (random(3) === 0) {
        sorted.delete(key);
        expected.delete(key);
      } else {
        sorted.add(key);
        expected.add(key);
      }
    }
    const all = [...expected].sort();
    assert.deepEqual([...sorted.startingWith('')], all);
    assert.deepEqual(
      [...sorted.startingWith('b/1')],
      all.filter((key) => key.startsWith('b/1')),
    );
    assert.deepEqual(
      [...sorted.startingWith('b/', 'b/25')],
      all.filter((key) => key.startsWith('b/') && key >= 'b/25'),
    );
    for (const key of all) sorted.delete(key);
    assert.equal(sorted.isEmpty, true);
  });
});
