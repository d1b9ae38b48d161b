import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import { ctas, foreign, jobScript } from './foreignFiles.ts';
import { until } from './until.ts';

describe("patching names in the lab's files", function () {
  this.timeout(90_000);
  const lab = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
  const folder = path.join(lab, 'clone');
  before(() => mkdirSync(folder));
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  let written = 0;
  /** A file of its own each time: VS Code keeps what it has read of a file for a while. */
  const write = (name: string, text: string): vscode.Uri => {
    written += 1;
    const file = path.join(folder, String(written), name);
    mkdirSync(path.dirname(file));
    writeFileSync(file, text);
    return vscode.Uri.file(file);
  };
  const onDisk = (uri: vscode.Uri): string => readFileSync(uri.fsPath, 'utf8');
  const patch = async (uri: vscode.Uri): Promise<number> =>
    vscode.commands.executeCommand<number>(commandIds.patchFile, uri, { apply: true });
  const find = (pattern: RegExp, text: string): string => pattern.exec(text)?.[0] ?? assert.fail(text);
  /** What the whole file must become: only these places, whatever else names a bucket. */
  const expectedScript = (text: string, bucket: string, published: string): string =>
    text
      .replace(`('🚀', 's3://${foreign.bucket}`, `('🚀', 's3://${bucket}`)
      .replace(`"s3://${foreign.published}"`, `"s3://${published}"`)
      .replace(`'path': 's3://${foreign.bucket}'`, `'path': 's3://${bucket}'`);

  for (const [ends, end] of [
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ] as const) {
    it(`changes three places of a script with ${ends} and no other byte; one undo takes them back`, async () => {
      const before = jobScript.join(end);
      const uri = write('glue_job.py', before);
      assert.equal(await patch(uri), 3);
      const after = onDisk(uri);
      const bucket = find(/datalake-curated-datasets?-\d{12}-us-east-1-(?!abcdefg)\w+/, after);
      const published = find(/datalake-published-data-\d{12}-us-east-1-(?!abcdefg)\w+/, after);
      assert.equal(after, expectedScript(before, bucket, published));

      assert.equal(await patch(uri), 0);
      assert.equal(onDisk(uri), after, 'patched again, nothing changes');

      await vscode.commands.executeCommand('undo');
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.getText(), before);
      await document.save();
      assert.equal(onDisk(uri), before);
      assert.equal(await patch(uri), 3);
      assert.equal(onDisk(uri), after);
    });

    it(`changes names and compression of a CTAS with ${ends}, and no other byte`, async () => {
      const before = ctas.join(end);
      const uri = write('ctas_train_validate.sql', before);
      const changes = await patch(uri);
      const after = onDisk(uri);
      const published = find(/datalake-published-data-\d{12}-us-east-1-(?!abcdefg)\w+/, after);
      const table = find(/datalake_curated_datasets?_\d{12}_us_east_1_(?!abcdefg)\w+/, after);
      assert.equal(changes, 2);
      assert.equal(
        after,
        before.replace(`'s3://${foreign.published}/`, `'s3://${published}/`).replace(foreign.table, table),
      );
      assert.equal(await patch(uri), 0);
      await vscode.commands.executeCommand('undo');
      assert.equal(vscode.window.activeTextEditor?.document.getText(), before);
    });
  }

  it('leaves a file that has unsaved edits unsaved', async () => {
    const uri = write('glue_job.py', jobScript.join('\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '# 🚀 mine\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(await patch(uri), 3);
    assert.ok(document.isDirty);
    assert.match(document.getText(), /^# 🚀 mine\n/);
    assert.equal(onDisk(uri), jobScript.join('\n'));
  });

  it('marks each foreign name, offers the right one, and counts them above the file', async () => {
    const uri = write('glue_job.py', jobScript.join('\r\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const marks = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'foreign-name');
    await until('three marks', () => marks().length === 3);
    assert.deepEqual(
      marks().map(({ range }) => document.getText(range)),
      [foreign.bucket, foreign.published, foreign.bucket],
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some((title) => title.includes('Patch Names (3 ')),
      titles.join('; '),
    );
    assert.ok(
      titles.some((title) => title.endsWith('Upload')) &&
        titles.some((title) => title.endsWith('Run Glue ETL')),
    );

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      marks()[1]?.range,
    );
    const fix = actions.find(({ title }) => title.startsWith('Replace with datalake-published-data-'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join('; '));
    assert.ok(actions.some(({ title }) => title === 'Patch all names in this file'));
    await vscode.workspace.applyEdit(fix.edit);
    await until('two marks after the fix', () => marks().length === 2);
    assert.equal(document.getText().includes(foreign.published), false);
    await vscode.commands.executeCommand('editor.action.fixAll');
    await until('no mark after all fixes', () => marks().length === 0);
    await vscode.commands.executeCommand('undo');
    await until('the marks again after one undo', () => marks().length === 2);
  });

  for (const [answer, key, changes] of [
    ['Not now', 'workbench.action.closeQuickOpen', 0],
    ['Apply', 'workbench.action.acceptSelectedQuickOpenItem', 3],
  ] as const) {
    it(`shows what would change beside the file, and asks: ${answer}`, async () => {
      const before = jobScript.join('\n');
      const uri = write('glue_job.py', before);
      let changed: number | undefined;
      void vscode.commands
        .executeCommand<number>(commandIds.patchFile, uri)
        .then((count) => (changed = count));
      const comparison = (): vscode.TabInputTextDiff | undefined =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs.map(({ input }) => input))
          .filter((input) => input instanceof vscode.TabInputTextDiff)
          .find(({ original }) => original.toString() === uri.toString());
      const { modified } = await until('the comparison', comparison);
      const proposed = (await vscode.workspace.openTextDocument(modified)).getText();
      assert.match(proposed, /'path': 's3:\/\/datalake-curated-datasets?-\d{12}-us-east-1-(?!abcdefg)/);
      assert.equal(onDisk(uri), before, 'nothing changes before it is applied');
      // The key is pressed until the question is there to take it.
      await until('the answer', async () => {
        await vscode.commands.executeCommand(key);
        return changed !== undefined;
      });
      assert.equal(changed, changes);
      assert.equal(onDisk(uri), changes ? proposed : before);
      assert.equal(comparison(), undefined, 'the comparison is closed');
    });
  }
});
