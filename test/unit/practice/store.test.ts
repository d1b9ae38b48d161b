import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../../src/practice/store/store.ts';

describe('the store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has every acknowledged change after it is opened again', () => {
    const first = openStore(folder);
    const buckets = first.table<{ created: number }>('buckets');
    buckets.set('a', { created: 1 });
    buckets.set('b', { created: 2 });
    buckets.set('a', { created: 3 });
    buckets.delete('b');
    // Not closed: a killed process does not close either.
    const again = openStore(folder).table<{ created: number }>('buckets');
    assert.deepEqual(again.keys(), ['a']);
    assert.deepEqual(again.get('a'), { created: 3 });
  });

  it('cuts off a last line that a killed process left torn, and goes on behind it', () => {
    openStore(folder).table('t').set('whole', 1);
    appendFileSync(path.join(folder, 'state.jsonl'), '["t","torn",{"a":');
    const store = openStore(folder);
    assert.deepEqual(store.table('t').keys(), ['whole']);
    store.table('t').set('next', 2);
    assert.deepEqual(openStore(folder).table('t').keys(), ['whole', 'next']);
  });

  it('drops changes that later ones undid once they are many', () => {
    const table = openStore(folder).table<number>('t');
    for (let round = 0; round < 20_002; round += 1) table.set('only', round);
    openStore(folder);
    assert.equal(readFileSync(path.join(folder, 'state.jsonl'), 'utf8').trim(), '["t","only",20001]');
  });

  it('takes nothing from who still writes when it is closed, also where its file is open anew', () => {
    const before = openStore(folder);
    const late = before.table('t');
    before.close();
    const now = openStore(folder);
    assert.throws(() => late.set('late', 1), /reset or ended/);
    assert.throws(() => before.table('u').set('late', 1), /reset or ended/);
    now.table('t').set('next', 2);
    assert.deepEqual(openStore(folder).table('t').keys(), ['next']);
  });

  it('says which line of which file is damaged, and the way out, in one sentence', () => {
    const file = path.join(folder, 'state.jsonl');
    for (const damage of ['not a change', '{"t":1}', '[1,2]', '']) {
      writeFileSync(file, `["t","a",1]\n${damage}\n["t","b",2]\n`);
      assert.throws(() => openStore(folder), {
        message: `Line 2 of ${file} is damaged: make the account as new with \`npm run practice -- --store "${folder}" --reset\`, or give another folder.`,
      });
    }
  });

  it('takes back the half of a change that did not fit on the disk', function () {
    if (process.platform === 'win32') this.skip();
    // A limit on the size of files stands for a full disk; the signal that comes with it is ignored.
    const script = `
      import { openStore } from './src/practice/store/store.ts';
      const table = openStore(${JSON.stringify(folder)}).table('t');
      table.set('whole', 'x'.repeat(900));
      try { table.set('torn', 'y'.repeat(900)); } catch (error) { process.stdout.write(error.code); }
      table.set('next', 1);`;
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 1; "$0" --import tsx --input-type=module -e "$1"`,
        process.execPath,
        script,
      ],
      { encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
    );
    assert.equal(stdout, 'EFBIG', stderr);
    assert.deepEqual(openStore(folder).table('t').keys(), ['whole', 'next']);
  });
});
