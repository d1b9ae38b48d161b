import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readOptions } from '../../../src/headless/data/options.ts';
import { publishedArchiveUrl } from '../../../src/headless/data/publishedArchive.ts';

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
});
