import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../../src/practice/store/store.ts';

describe('the store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has every acknowledged change after it is opened again', () => {
    const first = openStore(folder);
    const buckets = first.table<{ created: number }>('buckets');
    buckets.set('a', { created: 1 });
    buckets.set('b', { created: 2 });
    buckets.set('a', { created: 3 });
    buckets.delete('b');
    // Not closed: a killed process does not close either.
    const again = openStore(folder).table<{ created: number }>('buckets');
    assert.deepEqual(again.keys(), ['a']);
    assert.deepEqual(again.get('a'), { created: 3 });
  });

  it('cuts off a last line that a killed process left torn, and goes on behind it', () => {
    openStore(folder).table('t').set('whole', 1);
    appendFileSync(path.join(folder, 'state.jsonl'), '["t","torn",{"a":');
    const store = openStore(folder);
    assert.deepEqual(store.table('t').keys(), ['whole']);
    store.table('t').set('next', 2);
    assert.deepEqual(openStore(folder).table('t').keys(), ['whole', 'next']);
  });

  it('drops changes that later ones undid once they are many', () => {
    const table = openStore(folder).table<number>('t');
    for (let round = 0; round < 20_002; round += 1) table.set('only', round);
    openStore(folder);
    assert.equal(readFileSync(path.join(folder, 'state.jsonl'), 'utf8').trim(), '["t","only",20001]');
  });
});
