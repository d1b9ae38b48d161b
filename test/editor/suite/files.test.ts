import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import { until } from './until.ts';

describe("the lab's queries in the editor", function () {
  this.timeout(90_000);
  const lab = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
  const folder = path.join(lab, 'queries');
  before(() => mkdirSync(folder));
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  let written = 0;
  const open = async (text: string): Promise<vscode.TextDocument> => {
    written += 1;
    const file = path.join(folder, `query${written}.sql`);
    writeFileSync(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const marks = (document: vscode.TextDocument, source: string): [string, string][] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter((diagnostic) => diagnostic.source === source)
      .map(({ range, message }) => [document.getText(range), message]);
  const tabs = (): string[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const run = (...args: unknown[]) =>
    vscode.commands.executeCommand<string[]>(commandIds.runInAthena, ...args);

  it('are marked where the parser cannot read them, as one types', async () => {
    const document = await open("-- 🚀 it's\r\nSELECT '🚀' AS rocket;\r\nSELECT (1 + FROM t;\r\n");
    await until('a mark', () => marks(document, 'Athena SQL').length === 1);
    const [[marked, message] = ['', '']] = marks(document, 'Athena SQL');
    assert.equal(marked, 'FROM');
    assert.match(message, /^mismatched input 'FROM'/);
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('(1 + FROM');
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(at), document.positionAt(at + '(1 + FROM'.length)),
      '1 FROM',
    );
    await vscode.workspace.applyEdit(edit);
    await until('no mark', () => marks(document, 'Athena SQL').length === 0);
    await document.save();
  });

  it('have Run in Athena above each statement', async () => {
    const document = await open('-- first\nSELECT 1;\n\nSELECT 2\n');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const runs = lenses.filter(({ command }) => command?.command === commandIds.runInAthena);
    assert.deepEqual(
      runs.map(({ range }) => range.start.line),
      [1, 3],
    );
  });

  it('run in Athena, and show their rows in a table beside', async () => {
    const document = await open('SELECT 1 AS one;\nSELECT 2 AS two, CAST(NULL AS integer) AS nothing\n');
    assert.deepEqual(await run(document.uri, { offset: 20 }), ['SUCCEEDED']);
    const label = `${path.basename(document.uri.fsPath)}: result`;
    await until('the table', () => tabs().includes(label));
    assert.deepEqual(await run(document.uri, { all: true }), ['SUCCEEDED', 'SUCCEEDED']);
    await until('a table for each statement', () => tabs().filter((tab) => tab === label).length === 2);
  });

  it('run the statement at the cursor, or those that are selected', async () => {
    const document = await open('SELECT 1;\nSELECT nowhere;\nSELECT 3\n');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(2, 3, 2, 3);
    assert.deepEqual(await run(), ['SUCCEEDED']);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    editor.selection = new vscode.Selection(0, 0, 1, 20);
    assert.deepEqual(await run(), ['SUCCEEDED', 'FAILED'], 'the first that fails is the last');
  });

  it('mark where Athena says that a statement fails, until it is edited', async () => {
    const document = await open("SELECT 1;\n-- 🚀\nSELECT '🚀',\n  nowhere\nFROM (VALUES 1) AS t (a)\n");
    assert.deepEqual(await run(document.uri, { all: true }), ['SUCCEEDED', 'FAILED']);
    const [[marked, message] = ['', '']] = marks(document, 'Athena');
    assert.match(message, /COLUMN_NOT_FOUND: line 2:3/);
    assert.equal(marked, 'nowhere');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), ' ');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(marks(document, 'Athena'), []);
    await document.save();
  });
});
