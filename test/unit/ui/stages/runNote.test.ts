import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../../../../src/ui/stages/isAlive.ts';
import { RunNote, type NotedRun } from '../../../../src/ui/stages/runNote.ts';

const run: NotedRun = {
  ids: ['runEtl', 'crawlCurated'],
  where: 'practice 123456789012 us-east-1 file:///lab',
  started: 1000,
  at: 60_000,
  pid: 7,
};

describe('the note of a run', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'note-'))));
  after(() => rmSync(folder, { recursive: true }));
  const note = () => new RunNote(path.join(folder, 'storage'));

  it('is read by the window that comes after, until it is removed', async () => {
    await note().write(run);
    assert.deepEqual(await note().read(run.at + 1), run);
    await note().remove();
    assert.equal(await note().read(run.at + 1), undefined);
  });

  it('is too old after a quarter of an hour without a sign of life', async () => {
    await note().write(run);
    assert.ok(await note().read(run.at + 14 * 60_000));
    assert.equal(await note().read(run.at + 15 * 60_000), undefined);
  });

  it('is none when it is not what a run has written', async () => {
    const file = path.join(folder, 'storage', 'run.json');
    const texts = [
      '',
      'null',
      '{"ids":',
      JSON.stringify({ ...run, ids: ['runEtl', 'nothing'] }),
      JSON.stringify({ ...run, ids: [] }),
      JSON.stringify({ ...run, pid: '7' }),
    ];
    for (const text of texts) {
      writeFileSync(file, text);
      assert.equal(await note().read(run.at), undefined, text);
    }
  });

  it('is nowhere without a folder', async () => {
    const nowhere = new RunNote(undefined);
    await nowhere.write(run);
    assert.equal(await nowhere.read(run.at), undefined);
    await nowhere.remove();
  });

  it('tells a process that lives from one that has ended', () => {
    assert.equal(isAlive(process.pid), true);
    assert.equal(isAlive(2 ** 30), false);
  });
});
