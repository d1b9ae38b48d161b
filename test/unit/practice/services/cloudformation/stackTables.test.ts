import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../../../../../src/practice/clock.ts';
import type { StoredStack } from '../../../../../src/practice/services/cloudformation/stacks/stackDocuments.ts';
import { StackTables } from '../../../../../src/practice/services/cloudformation/stacks/stackTables.ts';
import { openStore, type Store } from '../../../../../src/practice/store/store.ts';

describe('StackTables', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'stack-tables-'));
    store = openStore(folder);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('forgets a stack 90 days after its deletion, with its change sets and its drift detections', () => {
    const daysAgo = (days: number) => Date.now() - days * 86_400_000;
    const stack = (id: string, deleted: number): StoredStack => ({
      id,
      name: id,
      status: 'DELETE_COMPLETE',
      created: daysAgo(100),
      deleted,
      version: 'v',
      outputs: [],
      onFailure: 'ROLLBACK',
      terminationProtection: false,
    });
    store.table('stacks').set('old', stack('old', daysAgo(91)));
    store.table('stacks').set('recent', stack('recent', daysAgo(89)));
    const others = [store.table('changeSets'), store.table('driftDetections')];
    for (const table of others)
      for (const stackId of ['old', 'recent']) table.set(`of ${stackId}`, { stackId });
    assert.deepEqual(new StackTables(store, createClock(0)).stacks.keys(), ['recent']);
    for (const table of others) assert.deepEqual(table.keys(), ['of recent']);
  });
});
