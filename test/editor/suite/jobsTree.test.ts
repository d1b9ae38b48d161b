import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { Tree } from '../../../src/ui/trees/tree.ts';
import { rowOf, rowsOf, treeOf, type Row } from './treeRows.ts';
import { until } from './until.ts';

const run = async (id: string, ...args: unknown[]): Promise<unknown> =>
  vscode.commands.executeCommand(id, ...args);

describe('the tree of jobs', function () {
  this.timeout(180_000);
  let tree: Tree;

  before(async () => {
    tree = await treeOf('jobs');
    await run(commandIds.resetPracticeAccount, { force: true });
  });
  after(async () => {
    await run('workbench.action.closeAllEditors');
    await run(commandIds.resetPracticeAccount, { force: true });
  });

  const job = (): Promise<Row> => rowOf(tree, 'calc_rul');
  const localScript = (): vscode.Uri =>
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'glue', 'glue_job.py');

  /** The row of the latest run, once it is over. */
  const latestRun = (icon: string): Promise<Row> =>
    until(`a run that shows ${icon}`, async () => {
      const row = await job();
      const [, latest] = row.icon === icon ? await rowsOf(tree, row.node) : [];
      return latest;
    });

  /** What the active editor shows, once that is a document of this scheme. */
  const shown = (scheme: string): Promise<string> =>
    until(`a document of ${scheme}`, () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === scheme ? document.getText() : undefined;
    });

  it('shows a job that never ran', async () => {
    const row = await job();
    assert.equal(row.spoken, 'calc_rul, not started, never ran');
    assert.ok(row.words.includes('runGlueEtl') && row.words.includes('refresh'));
    const rows = await rowsOf(tree, row.node);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Script'],
    );
  });

  it('shows the workflow beside it, and how its last run is doing', async () => {
    const row = await rowOf(tree, 'CMapssWorkflow');
    assert.equal(row.spoken, 'CMapssWorkflow, not started, never ran');
    assert.ok(row.words.includes('runAsWorkflow') && row.words.includes('showWorkflow'));
    assert.equal(row.item.command?.command, commandIds.showWorkflow);
    await run(commandIds.catchUp, 'runEtl', { yes: true });
    assert.equal(await run(commandIds.runAsWorkflow, { yes: true, again: true }), true);
    const done = await until('the run that has ended', async () => {
      const now = await rowOf(tree, 'CMapssWorkflow');
      return now.icon === 'pass' ? now : undefined;
    });
    assert.match(done.description, /^COMPLETED · [\d.]+ (s|min \d\d s) · /);
    await run(commandIds.resetPracticeAccount, { force: true });
  });

  it('shows a run with its time and its logs', async () => {
    await run(commandIds.catchUp, 'runEtl', { yes: true });
    await run(commandIds.runGlueEtl, { yes: true });
    const latest = await latestRun('pass');
    assert.match(latest.description, /^SUCCEEDED · [\d.]+ (s|min \d\d s)$/);
    const log = await rowOf(tree, 'Output', latest.node);
    const { command } = log.item;
    assert.ok(command);
    await run(command.command, ...((command.arguments ?? []) as unknown[]));
    const text = await shown('cmapss-log');
    assert.match(text, /^\/aws-glue\/jobs\/output\njr_\w+\npractice account · us-east-1 · SUCCEEDED\n/);
    assert.match(text, /Wrote the remaining cycles of every engine/);
  });

  it("opens the job's script read-only as it lies in S3", async () => {
    const script = await rowOf(tree, 'Script', (await job()).node);
    await run(commandIds.openJobScript, script.node);
    const text = await shown('cmapss-s3');
    assert.match(text, /s3:\/\/datalake-curated-datasets-123456789012/);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'python');
  });

  it('compares it with the local file', async () => {
    const script = await rowOf(tree, 'Script', (await job()).node);
    assert.ok(script.words.includes('compare'));
    await run(commandIds.compareJobScript, script.node);
    const input = await until('the comparison', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return tab instanceof vscode.TabInputTextDiff ? tab : undefined;
    });
    assert.equal(input.original.toString(), script.node.uri && (await s3Document(script.node.uri)));
    assert.equal(input.modified.toString(), localScript().toString());
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', /script in S3 = local file/);
  });

  it('shows why a run failed, in words, with the log of its errors', async () => {
    const before = await vscode.workspace.fs.readFile(localScript());
    await vscode.workspace.fs.writeFile(
      localScript(),
      Buffer.from('raise ValueError("broken by the test")\n'),
    );
    try {
      // The comparison has it open: what is uploaded is what the editor shows.
      await until('the editor to see the new script', () =>
        openDocuments(localScript()).every((document) => document.getText().includes('broken by the test')),
      );
      await run(commandIds.uploadGlueJob, { yes: true, force: true });
      await run(commandIds.runStage, { stage: 'runEtl', yes: true, again: true, force: true });
      const latest = await latestRun('error');
      assert.match(latest.description, /broken by the test/);
      assert.match(latest.spoken, /, failed, /);
      const error = await rowOf(tree, 'Error', latest.node);
      assert.match(error.description, /broken by the test/);
      assert.ok(error.words.includes('text'));
      await run(commandIds.copyText, error.node);
      assert.equal(await vscode.env.clipboard.readText(), error.description);
      await run(commandIds.showLogs, latest.node);
      const text = await shown('cmapss-log');
      assert.match(text, /^\/aws-glue\/jobs\/error\n/);
      assert.match(text, /ValueError: broken by the test/);
    } finally {
      await vscode.workspace.fs.writeFile(localScript(), before);
    }
  });
});

const openDocuments = (uri: vscode.Uri): vscode.TextDocument[] =>
  vscode.workspace.textDocuments.filter((document) => document.uri.toString() === uri.toString());

/** The document of an object that is open. */
function s3Document(uri: string): Promise<string | undefined> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  return until('the document of the script', () =>
    vscode.workspace.textDocuments
      .map(({ uri: open }) => open)
      .find((open) => open.scheme === 'cmapss-s3' && open.authority === bucket && open.path === `/${key}`)
      ?.toString(),
  );
}
