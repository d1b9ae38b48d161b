import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import { until } from './until.ts';

describe('the lab folder', () => {
  const lab = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
  const job = path.join(lab, 'glue/glue_job.py');
  const query = path.join(lab, 'sql/explore.sql');
  const open = (folder: string) => vscode.commands.executeCommand(commandIds.openLabFolder, { folder });
  const tabLabels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  const text = (file: string) => readFileSync(file, 'utf8');

  it('gets what it lacks, keeps what somebody edited, and shows the walkthrough', async () => {
    const [before, queryBefore] = [text(job), text(query)];
    try {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until('no tab', () => tabLabels().length === 0);
      writeFileSync(job, `${before}# An edit.\n`);
      rmSync(query);
      await open(lab);
      assert.equal(text(job), `${before}# An edit.\n`);
      assert.equal(text(query), queryBefore);
      assert.match(text(path.join(lab, 'README.md')), /Your lab folder/);
      const note = JSON.parse(text(path.join(lab, '.cmapss-lab.json'))) as { version: string };
      const extension = vscode.extensions.getExtension('cmapss-lab.cmapss-ml-lab');
      assert.equal(note.version, (extension?.packageJSON as { version: string }).version);
      const data = readdirSync(path.join(lab, 'data'));
      assert.equal(data.filter((name) => /^(train|test|RUL)_FD00[1-4]\.txt$/.test(name)).length, 12);
      await until('the walkthrough in a tab', () =>
        tabLabels().some((label) => /^(Welcome|Walkthrough)/.test(label)),
      );
    } finally {
      writeFileSync(job, before);
      writeFileSync(query, queryBefore);
    }
  });

  describe('is refused in one sentence', () => {
    let scratch: string;
    before(() => (scratch = mkdtempSync(path.join(os.tmpdir(), 'folder-'))));
    after(() => rmSync(scratch, { recursive: true }));

    it('in the extension itself', async () => {
      const own = vscode.extensions.getExtension('cmapss-lab.cmapss-ml-lab')?.extensionPath ?? '';
      for (const folder of [own, path.join(own, 'glue')])
        await assert.rejects(async () => open(folder), /is the extension's own folder; choose another one/);
    });

    it('where a file is, or by half a path', async () => {
      const file = path.join(scratch, 'file');
      writeFileSync(file, '');
      await assert.rejects(async () => open(file), /file is a file; choose a folder/);
      await assert.rejects(
        async () => open(path.join(file, 'below')),
        /cannot be written to; choose another/,
      );
      await assert.rejects(async () => open('some/folder'), /by a whole path/);
      assert.equal(existsSync('some/folder'), false);
    });
  });

  it("refuses data that is not NASA's", async () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'data-'));
    try {
      const use = () => vscode.commands.executeCommand(commandIds.useNasaData, { from: scratch });
      await assert.rejects(async () => use(), /None of NASA's files/);
      writeFileSync(path.join(scratch, 'train_FD001.txt'), 'mine');
      await assert.rejects(async () => use(), /train_FD001\.txt is not the published file/);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
