import assert from 'node:assert/strict';
import { listFiles } from '../../../../src/ui/folder/listFiles.ts';

/** Reads folders of a tree: a file is null. */
interface Tree {
  readonly [name: string]: Tree | null;
}
const reader =
  (tree: Tree, asked: string[] = []) =>
  (folder: string) => {
    asked.push(folder);
    let at: Tree | null | undefined = tree;
    for (const part of folder.split('/').filter(Boolean)) at = at?.[part];
    if (!at) return Promise.reject(new Error(`no folder ${folder}`));
    return Promise.resolve(Object.entries(at).map(([name, below]) => [name, below !== null] as const));
  };

describe('the files of a workspace', () => {
  it("are listed nearest first, without those of other programs' folders", async () => {
    const tree = {
      b: { 'y.sql': null, c: { 'z.sql': null } },
      node_modules: { m: {} },
      '.git': {},
      'x.py': null,
    };
    assert.deepEqual(await listFiles(reader(tree)), ['x.py', 'b/y.sql', 'b/c/z.sql']);
  });

  it('are looked for in few folders, however large it is', async () => {
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, {}]));
    const asked: string[] = [];
    await listFiles(reader(wide, asked));
    assert.equal(asked.length, 300);
    const deep = { a: { b: { c: { d: { e: { 'too_deep.sql': null } } } } } };
    assert.deepEqual(await listFiles(reader(deep)), []);
  });

  it('are those of the folders that can be read', async () => {
    const read = reader({ a: { 'x.sql': null } });
    const files = await listFiles(async (folder) => {
      if (folder === '') return [['gone', true] as const, ['a', true] as const];
      return read(folder);
    });
    assert.deepEqual(files, ['a/x.sql']);
  });
});
