import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fleetNote } from '../../../../src/lab/fleet/fleetNote.ts';
import { provideFleet } from '../../../../src/lab/fleet/provideFleet.ts';

describe('the simulated fleet of a folder', function () {
  this.timeout(60_000);
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
    folder = path.join(root, 'lab', 'data');
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const { signal } = new AbortController();

  it('is whole when two labs begin on the same folder at once', async () => {
    await Promise.all([provideFleet(folder, { signal }), provideFleet(folder, { signal })]);
    assert.equal(readdirSync(folder).length, 12 + 1);
    assert.ok(readdirSync(folder).includes(fleetNote));
    assert.deepEqual(readdirSync(path.dirname(folder)), ['data'], 'nothing unfinished stays');
  });

  it('tells of each file, and leaves nothing when it is stopped', async () => {
    const stop = new AbortController();
    const seen: [number, number][] = [];
    const onFile = (done: number, total: number): void => {
      seen.push([done, total]);
      if (done === 2) stop.abort();
    };
    await assert.rejects(provideFleet(folder, { signal: stop.signal, onFile }), { name: 'AbortError' });
    assert.deepEqual(seen, [
      [1, 12],
      [2, 12],
    ]);
    assert.deepEqual(readdirSync(path.dirname(folder)), []);
  });

  it('goes into a folder that holds other files, and never over data', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    await provideFleet(folder, { signal });
    assert.equal(readFileSync(path.join(folder, 'notes.txt'), 'utf8'), 'mine');
    assert.ok(readdirSync(folder).includes('train_FD001.txt'));

    const own = path.join(root, 'own');
    mkdirSync(own);
    writeFileSync(path.join(own, 'test_FD001.txt'), 'mine');
    await provideFleet(own, { signal });
    assert.deepEqual(readdirSync(own), ['test_FD001.txt']);
  });
});
