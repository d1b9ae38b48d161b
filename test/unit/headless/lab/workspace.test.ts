import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { provideFleet } from '../../../../src/headless/lab/workspace.ts';

describe('the simulated fleet of a store', function () {
  this.timeout(60_000);

  it('is whole when two labs begin on the same store at once', async () => {
    const store = mkdtempSync(path.join(os.tmpdir(), 'workspace-'));
    const folder = path.join(store, 'lab', 'data');
    const { signal } = new AbortController();
    await Promise.all([provideFleet(folder, signal), provideFleet(folder, signal)]);
    assert.equal(readdirSync(folder).length, 12);
    assert.deepEqual(readdirSync(path.dirname(folder)), ['data'], 'nothing unfinished stays');
    rmSync(store, { recursive: true });
  });
});
