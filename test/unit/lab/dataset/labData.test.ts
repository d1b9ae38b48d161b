import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../../../src/lab/dataset/labData.ts';

describe('the data files of a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (...names: string[]): void => {
    for (const name of names) writeFileSync(path.join(folder, name), '');
  };

  it('are training files to publish, and test files that have a RUL file', async () => {
    put('train_FD002.txt', 'train_FD001.txt', 'train_FD001.txt.bak', 'readme.txt', 'RUL_FD004.txt');
    put('test_FD001.txt', 'RUL_FD001.txt', 'test_FD002.txt');
    const { train, test } = await findLabData(folder);
    assert.deepEqual(
      train.map(({ name }) => name),
      ['train_FD001.txt', 'train_FD002.txt'],
    );
    assert.deepEqual(test, [
      {
        subset: 'FD001',
        test: { name: 'test_FD001.txt', path: path.join(folder, 'test_FD001.txt') },
        rul: { name: 'RUL_FD001.txt', path: path.join(folder, 'RUL_FD001.txt') },
      },
    ]);
  });

  it('are those that the event names', async () => {
    for (const subset of ['FD001', 'FD003']) {
      put(`train_${subset}.txt`, `test_${subset}.txt`, `RUL_${subset}.txt`);
    }
    const { train, test } = await findLabData(folder, ['train_FD003.txt', 'test_FD001.txt', 'RUL_FD001.txt']);
    assert.deepEqual(
      [train.map(({ name }) => name), test.map(({ subset }) => subset)],
      [['train_FD003.txt'], ['FD001']],
    );
  });

  it('must be there', async () => {
    put('test_FD001.txt');
    await assert.rejects(findLabData(folder), /There is no training file/);
    await assert.rejects(findLabData(path.join(folder, 'none')), /cannot be read; name one that holds/);
  });
});
