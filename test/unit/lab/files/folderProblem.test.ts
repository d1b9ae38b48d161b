import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { folderProblem } from '../../../../src/lab/files/folderProblem.ts';

describe('a folder that is to be the lab folder', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(os.tmpdir(), 'problem-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('is made where there is none', async () => {
    const folder = path.join(root, 'a', 'b');
    assert.equal(await folderProblem(path.join(root, 'project'), folder), undefined);
    assert.ok(existsSync(folder));
  });

  it("is not the project's own, nor lies among its files", async () => {
    for (const part of ['', 'glue', 'sql/below', 'notebooks'])
      assert.equal(await folderProblem(root, path.join(root, part)), 'project');
    assert.equal(existsSync(path.join(root, 'sql')), false);
    assert.equal(await folderProblem(path.join(root, 'project'), root), undefined);
  });

  it('is no file, and none that nothing can be written to', async () => {
    const file = path.join(root, 'file');
    writeFileSync(file, '');
    mkdirSync(path.join(root, 'project'));
    assert.equal(await folderProblem(path.join(root, 'project'), file), 'file');
    assert.equal(await folderProblem(path.join(root, 'project'), path.join(file, 'below')), 'readOnly');
  });
});
