import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { hasLowestNode, howToInstall, lowestNode } from '../support/lowestNode.ts';

const run = promisify(execFile);

describe('the lowest Node that the extension ships to', function () {
  this.timeout(240_000);
  let data: string;
  before(function () {
    if (!hasLowestNode) {
      process.stdout.write(`    skipped: not installed; \`${howToInstall}\` installs it\n`);
      this.skip();
    }
    data = mkdtempSync(path.join(os.tmpdir(), 'lowest-'));
  });
  after(() => {
    if (hasLowestNode) rmSync(data, { recursive: true });
  });

  it('runs the whole lab', async () => {
    const { stdout: version } = await run(lowestNode, ['--version']);
    assert.match(version, /^v20\.9\./);
    const { rows } = await writeFleet(data, { seed: 9, subsets: ['FD001'], engines: 6 });
    const { stdout } = await run(lowestNode, ['dist/lab.mjs', '--json', '--data', data]);
    const document = JSON.parse(stdout) as { rows: number; stages: { id: string; outcome: string }[] };
    assert.equal(document.rows, rows);
    assert.equal(document.stages.at(-1)?.id, 'predict');
    assert.ok(document.stages.every(({ outcome }) => outcome === 'done'));
  });
});
