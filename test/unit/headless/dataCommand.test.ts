import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readOptions } from '../../../src/headless/data/options.ts';
import { publishedArchiveUrl } from '../../../src/lab/dataset/nasa/publishedArchive.ts';

describe('npm run data', () => {
  it("reads its options, with NASA's archive by default", () => {
    assert.deepEqual(readOptions(['--nasa', '--to', 'x']), {
      kind: 'download',
      url: publishedArchiveUrl,
      to: path.resolve('x'),
    });
    assert.deepEqual(readOptions(['--from', 'y']), {
      kind: 'folder',
      from: path.resolve('y'),
      to: undefined,
    });
    assert.equal(readOptions(['--help']).kind, 'help');
    for (const [args, message] of [
      [[], /--from DIR/],
      [['--from', 'a', '--nasa'], /do not go together/],
      [['--from', 'a', '--url', 'http://b'], /goes with --nasa only/],
      [['--nasa', '--url', 'ftp://b'], /begins with https/],
      [['--nasa', '--to', ''], /--to needs a value/],
      [['--simulate', 'a', '--nasa'], /goes with --engines and --seed only/],
      [['--simulate', 'a', '--engines', '0'], /--engines is a whole number, 1 or more, not '0'/],
      [['--nasa', '--engines', '3'], /go with --simulate only/],
      [['--nsaa'], /nsaa/],
    ] as const) {
      assert.throws(() => readOptions([...args]), message);
    }
  });

  it('ends with 2 and its usage for a wrong option, with 1 and one sentence for files that are not there', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'src/headless/data.ts', ...args], { encoding: 'utf8' });
    const wrong = run('--form', 'x');
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /usage: npm run data/);
    const missing = run('--from', '/nowhere/at/all');
    assert.equal(missing.status, 1);
    assert.equal(missing.stderr, '/nowhere/at/all cannot be read; check the path.\n');
  });

  it('simulates a fleet into an empty folder, and leaves one with files alone', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
    try {
      const run = () =>
        spawnSync(
          process.execPath,
          ['--import', 'tsx', 'src/headless/data.ts', '--simulate', folder, '--engines', '2'],
          { encoding: 'utf8' },
        );
      const first = run();
      assert.equal(first.status, 0, first.stderr);
      assert.equal(readdirSync(folder).length, 12);
      const labels = readFileSync(path.join(folder, 'RUL_FD003.txt'), 'utf8');
      assert.match(labels, /^(\d+ \n){2}$/);
      const second = run();
      assert.equal(second.status, 1);
      assert.match(second.stderr, /is not empty; name another folder/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
