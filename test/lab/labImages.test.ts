import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { runLabDocument } from '../support/labCommand.ts';

describe("the lab with the event's training image", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'images-'));
    await writeFleet(folder, { seed: 2, subsets: ['FD001'], engines: 4 });
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [version, what] of [
    ['1.2-1', 'which answers with commas between'],
    ['3.2-0', 'which reads no CSV in Pipe mode: the split is written without compression'],
  ] as const) {
    it(`comes to predictions with ${version}, ${what}`, async () => {
      const event = path.join(folder, 'event.json');
      writeFileSync(event, JSON.stringify({ training: { imageVersion: version } }));
      const found = await runLabDocument(['--data', folder, '--event', event]);
      assert.equal(found.code, 0, JSON.stringify(found.stages, undefined, 1));
      assert.ok(found.rmse.testAllRows > 0);
    });
  }
});
