import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { runLabCommand } from '../support/labCommand.ts';

describe('the lab command', function () {
  this.timeout(60_000);

  it('refuses to patch its own files', async () => {
    for (const folder of ['.', 'glue', 'sql/mine']) {
      const { code, stderr } = await runLabCommand(['--folder', folder]);
      assert.equal(code, 2);
      assert.match(stderr, /^--folder must not be the project's own folder/);
    }
  });

  it('refuses a wrong option in a sentence and exit code 2, before it starts anything', async () => {
    const { code, stdout, stderr } = await runLabCommand(['--until', 'dance']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^--until is a stage, not 'dance'.*\nnpm run lab -- --help says what there is\.\n$/);
  });

  it('refuses data that break the format, and events with unknown fields, the same way', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    writeFileSync(path.join(folder, 'train_FD001.txt'), '1 1 nonsense\n');
    const data = await runLabCommand(['--data', folder]);
    assert.equal(data.code, 2);
    assert.match(data.stderr, /^train_FD001\.txt, line 1: .*\nnpm run lab -- --help .*\n$/);
    const event = path.join(folder, 'event.json');
    writeFileSync(event, '{"colour": "blue"}');
    const events = await runLabCommand(['--event', event]);
    assert.equal(events.code, 2);
    assert.match(events.stderr, /"colour" is not a field/);
    rmSync(folder, { recursive: true });
  });

  it('refuses data without test files before anything is trained for them', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    const data = path.join(folder, 'data');
    await writeFleet(data, { seed: 1, subsets: ['FD001'], engines: 3 });
    rmSync(path.join(data, 'RUL_FD001.txt'));
    const { code, stderr } = await runLabCommand(['--data', data]);
    assert.equal(code, 2);
    assert.match(stderr, /^There is no test file .* --until deploy\./);
    rmSync(folder, { recursive: true });
  });

  it('ends in order when nobody reads on', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    const data = path.join(folder, 'data');
    await writeFleet(data, { seed: 1, subsets: ['FD001'], engines: 3 });
    const before = new Set(temporaryStores());
    const child = spawn(process.execPath, ['dist/lab.mjs', '--data', data], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 130);
    assert.equal(stderr, '');
    assert.deepEqual(
      temporaryStores().filter((name) => !before.has(name)),
      [],
    );
    rmSync(folder, { recursive: true });
  });

  it('removes its temporary store, and ends its practice account', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    const data = path.join(folder, 'data');
    await writeFleet(data, { seed: 1, subsets: ['FD001'], engines: 3 });
    const before = new Set(temporaryStores());
    const { code, stdout } = await runLabCommand(['--data', data, '--until', 'publish']);
    assert.equal(code, 0, stdout);
    assert.deepEqual(
      temporaryStores().filter((name) => !before.has(name)),
      [],
    );
    rmSync(folder, { recursive: true });
  });
});

function temporaryStores(): string[] {
  return readdirSync(os.tmpdir()).filter((name) => name.startsWith('cmapss-lab-'));
}
