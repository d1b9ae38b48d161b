import assert from 'node:assert/strict';
import path from 'node:path';
import { practiceStore } from '../../../src/accounts/practiceStore.ts';
import { readOptions } from '../../../src/headless/practice/options.ts';

describe('the store that a user shares between terminals', () => {
  it("lies where the system keeps a program's own data", () => {
    const end = path.join('cmapss-ml-lab', 'practice');
    assert.equal(practiceStore('linux', {}, '/home/u'), path.join('/home/u/.local/share', end));
    assert.equal(practiceStore('linux', { XDG_DATA_HOME: '/data' }, '/home/u'), path.join('/data', end));
    assert.equal(
      practiceStore('darwin', {}, '/Users/u'),
      path.join('/Users/u/Library/Application Support', end),
    );
    assert.equal(practiceStore('win32', { LOCALAPPDATA: '/l' }, '/u'), path.join('/l', end));
    assert.equal(practiceStore('win32', {}, '/u'), path.join('/u/AppData/Local', end));
  });
});

describe("the practice command's options", () => {
  it('are a store, a pace, and a reset', () => {
    assert.deepEqual(readOptions(['--store', 'x', '--pace', '0.5', '--reset', '--empty']), {
      store: path.resolve('x'),
      pace: 0.5,
      reset: 'empty',
      help: false,
    });
    assert.equal(readOptions(['--reset']).reset, 'provisioned');
    assert.equal(readOptions([]).store, practiceStore());
    assert.equal(readOptions([]).pace, undefined);
  });

  it('are refused in one sentence', () => {
    assert.throws(
      () => readOptions(['--pace', 'fast']),
      /^Error: --pace is a number, 0 or more, not 'fast'\.$/,
    );
    assert.throws(() => readOptions(['--pace', '']), /--pace is a number/);
    assert.throws(() => readOptions(['--empty']), /--empty goes with --reset/);
    assert.throws(() => readOptions(['--else']), /--else/);
  });
});
