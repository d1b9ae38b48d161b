import assert from 'node:assert/strict';
import { createLineMultiset } from '../../../../src/lab/publish/lineMultiset.ts';

describe('a multiset of lines', () => {
  it('gives a line out as often as it was put in', () => {
    const lines = createLineMultiset();
    for (const hash of [5, 3, 5]) lines.add('train_FD001.txt', hash);
    assert.equal(lines.take('train_FD001.txt', 5), true);
    assert.equal(lines.take('train_FD001.txt', 5), true);
    assert.equal(lines.take('train_FD001.txt', 5), false);
    assert.equal(lines.take('train_FD002.txt', 3), false);
    assert.deepEqual([...lines.left()], [['train_FD001.txt', 1]]);
    assert.equal(lines.count(), 3);
  });

  it('has everything again after it was put back', () => {
    const lines = createLineMultiset();
    lines.add('a', 1);
    lines.take('a', 1);
    lines.putBack();
    assert.equal(lines.take('a', 1), true);
  });

  it('holds more lines than it began with room for', () => {
    const lines = createLineMultiset();
    for (let hash = 0; hash < 5000; hash++) lines.add('a', (hash * 7919) % 5000);
    for (let hash = 0; hash < 5000; hash++) assert.ok(lines.take('a', hash));
    assert.equal(lines.left().size, 0);
  });
});
