import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { lockStore } from '../../../src/practice/store/storeLock.ts';

describe('the lock of a store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What another process gets that locks the store. */
  const another = (): string => {
    const script = `
      import { lockStore, StoreTaken } from './src/practice/store/storeLock.ts';
      lockStore(${JSON.stringify(folder)}).then(
        (unlock) => { unlock(); process.stdout.write('locked'); },
        (error) => process.stdout.write(error instanceof StoreTaken ? 'taken' : String(error)),
      );`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      { encoding: 'utf8' },
    );
    return stdout || stderr;
  };

  it('is held by one process at a time', async () => {
    const unlock = await lockStore(folder);
    assert.equal(another(), 'taken');
    unlock();
    assert.equal(another(), 'locked');
  });

  it('is another file for everyone where a killed process left its lock file half made', async () => {
    writeFileSync(path.join(folder, 'lock.duckdb'), '');
    writeFileSync(path.join(folder, 'lock-2.duckdb'), Buffer.alloc(5000));
    const unlock = await lockStore(folder);
    assert.equal(another(), 'taken');
    unlock();
    assert.equal(another(), 'locked');
  });
});
