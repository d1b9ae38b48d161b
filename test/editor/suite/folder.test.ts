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
      await vscode.window.showTextDocument(vscode.Uri.file(query));
      assert.ok(
        tabLabels().some((label) => /^(Welcome|Walkthrough)/.test(label)),
        'a file that is opened leaves the walkthrough alone',
      );
    } finally {
      writeFileSync(job, before);
      writeFileSync(query, queryBefore);
    }
  });

  it('is not made of the extension itself, nor of half a path', async () => {
    const own = vscode.extensions.getExtension('cmapss-lab.cmapss-ml-lab')?.extensionPath ?? '';
    await open(own);
    await open(path.join(own, 'glue', 'below'));
    await open('some/folder');
    for (const none of [path.join(own, '.cmapss-lab.json'), path.join(own, 'glue', 'below'), 'some/folder'])
      assert.equal(existsSync(none), false, none);
  });

  it("keeps its data when others are not NASA's", async () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'data-'));
    try {
      writeFileSync(path.join(scratch, 'train_FD001.txt'), 'mine');
      await vscode.commands.executeCommand(commandIds.useNasaData, { from: scratch });
      assert.deepEqual(readdirSync(scratch), ['train_FD001.txt']);
      assert.equal(existsSync(path.join(lab, 'nasa-data')), false);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
