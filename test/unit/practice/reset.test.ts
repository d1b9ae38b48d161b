import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finishReset, isKeptEmpty, resetStore } from '../../../src/practice/store/reset.ts';

describe('a reset of the store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reset-'));
    mkdirSync(path.join(folder, 'objects', 'ab'), { recursive: true });
    for (const file of [
      'account.json',
      'lock.duckdb',
      'lock-2.duckdb',
      'practice.log',
      'state.jsonl',
      'objects/ab/1',
    ]) {
      writeFileSync(path.join(folder, file), '');
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("removes the account's state, and keeps what is the process's own", () => {
    resetStore(folder, 'provisioned');
    const kept = ['account.json', 'lock-2.duckdb', 'lock.duckdb', 'practice.log'];
    assert.deepEqual(readdirSync(folder).sort(), kept);
    assert.equal(isKeptEmpty(folder), false);
  });

  it('to nothing is remembered until the next reset', () => {
    resetStore(folder, 'empty');
    assert.equal(isKeptEmpty(folder), true);
    resetStore(folder, 'provisioned');
    assert.equal(isKeptEmpty(folder), false);
  });

  it('that broke off is finished; where none was begun, nothing is removed', () => {
    finishReset(folder);
    assert.ok(existsSync(path.join(folder, 'state.jsonl')));
    writeFileSync(path.join(folder, 'resetting'), 'empty');
    finishReset(folder);
    assert.ok(!existsSync(path.join(folder, 'state.jsonl')));
    assert.equal(isKeptEmpty(folder), true);
  });
});
