import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createLiveRows, type LiveRows } from '../../../../src/ui/trees/liveRows.ts';

describe('Rows whose state changes by itself', () => {
  let live: LiveRows<string>;
  let visible: boolean;
  let askEvery: number;
  let calls: string[];
  const standing = new Set<string>();

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    visible = true;
    askEvery = 0;
    calls = [];
    standing.clear();
    live = createLiveRows<string>({
      isVisible: () => visible,
      has: (node) => standing.has(node),
      redraw: (nodes) => void calls.push(`redraw ${nodes.join(' ')}`),
      refresh: (nodes) => void calls.push(`refresh ${nodes.join(' ')}`),
      askEvery: () => askEvery,
    });
  });
  afterEach(() => {
    live.dispose();
    mock.timers.reset();
  });

  const draw = (node: string, isLive = true): void => {
    standing.add(node);
    live.drawn(node, isLive);
  };
  const seconds = (count: number): void => {
    for (let second = 0; second < count; second += 1) mock.timers.tick(1000);
  };

  it('are asked about again and again while they are seen', () => {
    draw('run');
    seconds(2);
    assert.deepEqual(calls, ['refresh run', 'refresh run']);
  });

  it('are only redrawn between two looks at the account', () => {
    askEvery = 1_000_000;
    draw('run');
    seconds(2);
    assert.deepEqual(calls, ['redraw run', 'redraw run']);
  });

  it('are left alone once they are at rest, or gone from the tree', () => {
    draw('done', false);
    draw('gone');
    standing.delete('gone');
    seconds(3);
    assert.deepEqual(calls, []);
    draw('run');
    seconds(1);
    assert.deepEqual(calls, ['refresh run']);
    draw('run', false);
    calls = [];
    seconds(3);
    assert.deepEqual(calls, []);
  });

  it('cost nothing out of sight, and go on once they are seen again', () => {
    visible = false;
    draw('run');
    seconds(3);
    assert.deepEqual(calls, []);
    visible = true;
    live.look();
    assert.deepEqual(calls, ['refresh run']);
    seconds(1);
    assert.deepEqual(calls, ['refresh run', 'refresh run']);
    visible = false;
    live.look();
    calls = [];
    seconds(3);
    assert.deepEqual(calls, []);
  });
});
