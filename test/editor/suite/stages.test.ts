import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { Board, StageStatus } from '../../../src/lab/board/board.ts';
import type { Outcome } from '../../../src/lab/runStage.ts';
import { stages } from '../../../src/lab/stages.ts';
import { rowOf, treeOf } from './treeRows.ts';
import { until } from './until.ts';

const outcomesOf = async (id: string, ...args: unknown[]): Promise<readonly Outcome[]> =>
  vscode.commands.executeCommand<readonly Outcome[]>(id, ...args);
const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

describe('the stages of the lab', function () {
  this.timeout(180_000);

  it('are looked at, and say what is missing', async () => {
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.survey.state, 'done', board.survey.text);
    assert.equal(board.publish.state, 'notStarted');
    assert.match(board.publish.text, /lines of the training files are not in the submissions bucket yet/);
    assert.deepEqual(board.train.needs, ['split']);
    assert.equal(board.cleanUp.state, 'notStarted');
  });

  it('do not run before those that they need', async () => {
    assert.deepEqual(await outcomesOf(commandIds.runCuratedCrawler), []);
  });

  it('run one after the other, by the palette or with arguments', async () => {
    assert.deepEqual(kinds(await outcomesOf(commandIds.runNextStage)), ['done']);
    const caughtUp = await outcomesOf(commandIds.catchUp, 'runEtl');
    assert.deepEqual(kinds(caughtUp), ['done', 'done']);
    assert.deepEqual(kinds(await outcomesOf(commandIds.runStage, { stage: 'runEtl' })), ['done']);
    const status = await vscode.commands.executeCommand<StageStatus>(commandIds.checkStage, 'runEtl');
    assert.equal(status.state, 'done');
    assert.ok((status.elapsed ?? 0) > 0);
  });

  it('come to predictions in one go, and pass over what is done', async () => {
    const outcomes = await outcomesOf(commandIds.runWholeLab, { yes: true });
    assert.deepEqual(
      kinds(outcomes),
      outcomes.map(() => 'done'),
    );
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.predict.state, 'done', board.predict.text);
    assert.equal(board.cleanUp.state, 'notStarted', 'the endpoint is there still');
    assert.deepEqual(await outcomesOf(commandIds.runWholeLab), []);
  });

  it('are looked at again when another program writes the file that they work with', async () => {
    const lab = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
    const script = path.join(lab, 'glue/glue_job.py');
    const tree = await treeOf('lab');
    const isDone = async () => (await rowOf(tree, stages.prepareJob.title)).icon === 'pass';
    const before = readFileSync(script, 'utf8');
    assert.ok(await isDone());
    try {
      writeFileSync(script, `${before}# An edit.\n`);
      await until('a script that is to be uploaded', async () => !(await isDone()));
    } finally {
      writeFileSync(script, before);
    }
    await until('the script as it was uploaded', isDone);
  });

  it('are summed up in a file, and a problem in a report that gives nothing away', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'summary-'));
    try {
      const file = path.join(folder, 'summary.md');
      await vscode.commands.executeCommand(commandIds.saveSummary, { file });
      const summary = readFileSync(file, 'utf8');
      assert.match(summary, /^# CMAPSS ML Lab: summary$/m);
      assert.match(summary, /^\| Predict Remaining Life \| done \| .*RMSE/m);
      assert.match(summary, /^\| RMSE validation \| [\d.]+ \|$/m);
      await until('the summary as it reads', () =>
        vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(
            ({ input, label }) => input instanceof vscode.TabInputWebview && label.includes('summary.md'),
          ),
        ),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
    const report = await vscode.commands.executeCommand<vscode.TextDocument>(commandIds.reportProblem);
    const text = report.getText();
    assert.match(text, /^\| Run Glue ETL \| done \|/m);
    assert.match(text, /Run Glue ETL: /, 'the log is in it');
    assert.doesNotMatch(text, /123456789012/, 'the account is not');
    assert.ok(!text.includes(os.homedir()));
  });

  it('tell about themselves on a page', async () => {
    await vscode.commands.executeCommand(commandIds.explainStage, 'runEtl');
    await until('the page in a tab', () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ label }) => label.includes('Run Glue ETL')),
      ),
    );
    const uri = vscode.Uri.from({ scheme: 'cmapss-lab-stage', path: '/Run Glue ETL.md', query: 'runEtl' });
    const page = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(page, /## Now: done/);
    assert.match(page, /\| Least cycles left of each engine \| 0 \|/);
  });

  it('are taken back, and what hangs on them is seen as missing', async () => {
    assert.equal(await vscode.commands.executeCommand(commandIds.resetStage, 'split', { force: true }), true);
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.split.state, 'notStarted');
    assert.deepEqual(board.train.needs, ['split']);
    assert.equal(board.crawlCurated.state, 'done');
  });

  it('clean up what costs money', async () => {
    assert.deepEqual(kinds(await outcomesOf(commandIds.cleanUp, { force: true })), ['done']);
    assert.deepEqual(kinds(await outcomesOf(commandIds.runWholeLab, { yes: true })), [
      'done',
      'done',
      'done',
      'done',
    ]);
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.predict.state, 'done');
    await outcomesOf(commandIds.cleanUp, { force: true });
    const after = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(after.cleanUp.state, 'done');
    assert.equal(after.deploy.state, 'notStarted');
    assert.equal(after.predict.state, 'done', 'the predictions are kept');
    assert.deepEqual(await outcomesOf(commandIds.runNextStage), [], 'nothing is deployed again');
  });
});
