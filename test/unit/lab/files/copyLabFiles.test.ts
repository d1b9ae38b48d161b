import assert from 'node:assert/strict';
import {
  copyLabFiles,
  type EditedFile,
  type TextFolder,
  type Whose,
} from '../../../../src/lab/files/copyLabFiles.ts';
import { labFileNames } from '../../../../src/lab/files/labFileNames.ts';
import { labFolderNoteName, readLabFolderNote } from '../../../../src/lab/files/labFolderNote.ts';
import { readShippedFiles } from '../../../../src/lab/files/shippedFiles.ts';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import { patchNotebook } from '../../../../src/lab/patch/patchNotebook.ts';
import { patchPython } from '../../../../src/lab/patch/patchPython.ts';
import { patchSql } from '../../../../src/lab/patch/patchSql.ts';
import { thisAccount } from '../patch/account.ts';

const job = labFileNames.jobScript;

/** A folder in memory. */
const folderOf = (files: Record<string, string> = {}) => {
  const texts = new Map(Object.entries(files));
  const folder: TextFolder = {
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => {
      texts.set(name, text);
      return Promise.resolve();
    },
  };
  return { texts, folder };
};

describe("the lab's files in a folder of somebody's", () => {
  let shipped: ReadonlyMap<string, string>;
  let newer: ReadonlyMap<string, string>;
  before(async () => {
    shipped = await readShippedFiles('.');
    newer = new Map([...shipped, [job, `${shipped.get(job) ?? ''}# One line more.\n`]]);
  });
  const asked: EditedFile[] = [];
  const answer = (whose: Whose) => (file: EditedFile) => {
    asked.push(file);
    return Promise.resolve(whose);
  };
  const never = answer('ours');
  beforeEach(() => (asked.length = 0));

  it('are copied with a note, and a second time nothing happens', async () => {
    const { texts, folder } = folderOf();
    const first = await copyLabFiles(shipped, folder, '1.0.0', never);
    assert.deepEqual(first.added, [...shipped.keys()]);
    for (const [name, text] of shipped) assert.equal(texts.get(name), text);
    assert.equal(readLabFolderNote(texts.get(labFolderNoteName)).version, '1.0.0');
    const second = await copyLabFiles(shipped, folder, '1.0.0', never);
    assert.deepEqual(second, { added: [], updated: [], replaced: [], kept: [] });
    assert.deepEqual(asked, []);
  });

  it('are brought up to date where nobody has edited them', async () => {
    const { texts, folder } = folderOf();
    await copyLabFiles(shipped, folder, '1.0.0', never);
    const { updated } = await copyLabFiles(newer, folder, '2.0.0', never);
    assert.deepEqual(updated, [job]);
    assert.equal(texts.get(job), newer.get(job));
    assert.deepEqual(asked, []);
  });

  it("count as not edited when only an account's names were patched in, or line ends differ", async () => {
    const { texts, folder } = folderOf();
    await copyLabFiles(shipped, folder, '1.0.0', never);
    for (const [name, text] of shipped) {
      const edits = name.endsWith('.py')
        ? patchPython(text, thisAccount)
        : name.endsWith('.ipynb')
          ? patchNotebook(text, thisAccount)
          : patchSql(text, thisAccount, { compression: 'None' });
      texts.set(name, applyEdits(text, edits).replaceAll('\n', '\r\n'));
    }
    const patched = texts.get(labFileNames.split);
    const { updated } = await copyLabFiles(newer, folder, '2.0.0', never);
    assert.deepEqual(updated, [job]);
    assert.equal(texts.get(labFileNames.split), patched);
    assert.deepEqual(asked, []);
  });

  it('stay as somebody edited them while there is nothing newer', async () => {
    const { texts, folder } = folderOf();
    await copyLabFiles(shipped, folder, '1.0.0', never);
    texts.set(job, 'mine');
    await copyLabFiles(shipped, folder, '1.0.1', never);
    assert.equal(texts.get(job), 'mine');
    assert.deepEqual(asked, []);
  });

  it('are asked about when edited and newer ones are shipped, once for each that is decided', async () => {
    const { texts, folder } = folderOf();
    await copyLabFiles(shipped, folder, '1.0.0', never);
    texts.set(job, 'mine');
    assert.deepEqual((await copyLabFiles(newer, folder, '2.0.0', answer(undefined))).kept, [job]);
    assert.deepEqual((await copyLabFiles(newer, folder, '2.0.0', answer('theirs'))).kept, [job]);
    assert.deepEqual(asked, [
      { name: job, theirs: 'mine', ours: newer.get(job) },
      { name: job, theirs: 'mine', ours: newer.get(job) },
    ]);
    await copyLabFiles(newer, folder, '2.0.0', never);
    assert.equal(texts.get(job), 'mine');
    assert.equal(asked.length, 2);
    const later = new Map([...newer, [job, 'another']]);
    assert.deepEqual((await copyLabFiles(later, folder, '3.0.0', answer('ours'))).replaced, [job]);
    assert.equal(texts.get(job), 'another');
  });

  it('are asked about in a folder without a note, whose own README is left alone', async () => {
    const { texts, folder } = folderOf({
      [job]: 'mine',
      'README.md': 'My project',
      [labFolderNoteName]: '[1',
    });
    const { kept } = await copyLabFiles(shipped, folder, '1.0.0', answer('theirs'));
    assert.deepEqual(kept, [job]);
    assert.equal(texts.get(job), 'mine');
    assert.equal(texts.get('README.md'), 'My project');
  });
});
