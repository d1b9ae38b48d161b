import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dataSourceOf } from '../../../../src/lab/dataset/dataSource.ts';
import { fleetNote } from '../../../../src/lab/fleet/fleetNote.ts';
import { findRealData, unpackRealData } from '../../../support/realData.ts';

describe('whose engines a data folder holds', () => {
  let folder: string;
  const put = (name: string, text = '') => writeFileSync(path.join(folder, name), text);
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'source-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is told by the note that lies beside simulated ones', async () => {
    put('train_FD001.txt', '1 1 \n');
    assert.equal(await dataSourceOf(folder), 'own');
    put(fleetNote);
    assert.equal(await dataSourceOf(folder), 'simulated');
  });

  it('is nobody without training files', async () => {
    put(fleetNote);
    put('test_FD001.txt');
    assert.equal(await dataSourceOf(folder), undefined);
    assert.equal(await dataSourceOf(path.join(folder, 'none')), undefined);
  });

  it("is NASA's where every byte of the training files is", async function () {
    const real = findRealData();
    if (real === undefined) this.skip();
    const data = path.join(folder, 'data');
    mkdirSync(data);
    unpackRealData(real, data);
    writeFileSync(path.join(data, fleetNote), '');
    assert.equal(await dataSourceOf(data), 'nasa');
    appendFileSync(path.join(data, 'train_FD002.txt'), ' ');
    assert.notEqual(await dataSourceOf(data), 'nasa');
  });
});
