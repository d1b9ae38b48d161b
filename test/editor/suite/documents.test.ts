import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { LabAccount } from '../../../src/lab/account.ts';
import { removeObjects } from '../../../src/lab/s3/removeObjects.ts';
import { bucketOf } from '../../support/connectStore.ts';
import { labAccount } from './labAccount.ts';
import { until } from './until.ts';

describe('documents of objects in S3', function () {
  this.timeout(60_000);
  let account: LabAccount;
  let bucket: string;

  before(async () => {
    account = await labAccount();
    bucket = await bucketOf(account, 'published');
  });
  after(async () => {
    await removeObjects(account, bucket, 'documents/');
    account.close();
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const put = async (key: string, body: string | Uint8Array): Promise<string> => {
    await account.ports.buckets.put(bucket, key, body);
    return `s3://${bucket}/${key}`;
  };
  const openText = async (uri: string): Promise<vscode.TextDocument> => {
    await vscode.commands.executeCommand(commandIds.openObject, uri);
    return until('the document', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'cmapss-s3' ? document : undefined;
    });
  };
  const lensTitles = async ({ uri }: vscode.TextDocument): Promise<string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    return lenses.map(({ command }) => command?.title ?? '');
  };

  it('show their text, under their own name, and cannot be edited', async () => {
    const document = await openText(await put('documents/lines.sql', 'SELECT 1 -- ü\n'));
    assert.equal(document.getText(), 'SELECT 1 -- ü\n');
    assert.equal(document.uri.path, '/documents/lines.sql');
    assert.equal(document.uri.authority, bucket);
    assert.equal(document.languageId, 'sql');
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), 'SELECT 1 -- ü\n');
    assert.equal(document.isDirty, false);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('cmapss-s3') ?? false, false);
  });

  it('show what is in a gzip, and say so above it', async () => {
    const document = await openText(await put('documents/rows.gz', gzipSync('191,1\n190,2\n')));
    assert.equal(document.getText(), '191,1\n190,2\n');
    const titles = await lensTitles(document);
    assert.match(titles[0]!, /^\d+ bytes, gzip, UTF-8 · practice account$/);
    assert.deepEqual(titles.slice(1), ['Copy S3 URI', 'Show as Table']);
  });

  it('set out JSON, in its language, whatever its key', async () => {
    const document = await openText(await put('documents/manifest', '{"a":[1]}'));
    assert.equal(document.getText(), '{\n  "a": [\n    1\n  ]\n}\n');
    await until('the language', () => vscode.window.activeTextEditor?.document.languageId === 'json');
  });

  it('show of a big object the first part, and say so at its end', async () => {
    const document = await openText(await put('documents/big.txt', 'a line of text\n'.repeat(200_000)));
    const text = document.getText();
    assert.ok(text.length < 1.1 * 1024 * 1024, `${text.length}`);
    assert.match(text.slice(-200), /a line of text\n\n\[the first 1\.0 MiB of text of 2\.9 MiB\]\n$/);
  });

  it('show an object as it is now, when it is opened again', async () => {
    const uri = await put('documents/changes.txt', 'before');
    assert.equal((await openText(uri)).getText(), 'before');
    await put('documents/changes.txt', 'after');
    await vscode.commands.executeCommand(commandIds.openObject, uri);
    await until('the new text', () => vscode.window.activeTextEditor?.document.getText() === 'after');
  });

  it('say what a binary object is', async () => {
    const document = await openText(await put('documents/blob', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)));
    assert.match(document.getText(), /is a zip archive; it cannot be shown as text/);
  });

  it("are not shown when they lie in another account than the window's", async () => {
    await put('documents/secret.txt', "this account's");
    const query = new URLSearchParams({ account: '999999999999', region: 'us-east-1', kind: 'aws' });
    const uri = vscode.Uri.from({
      scheme: 'cmapss-s3',
      authority: bucket,
      path: '/documents/secret.txt',
      query: query.toString(),
    });
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.doesNotMatch(text, /this account's/);
    assert.match(text, /lies in account 999999999999 in us-east-1/);
  });

  it('say that an object is gone', async () => {
    const { uri } = await openText(await put('documents/there.txt', 'here'));
    const gone = await vscode.workspace.openTextDocument(uri.with({ path: '/documents/gone.txt' }));
    assert.match(gone.getText(), /^s3:\/\/.*\/documents\/gone\.txt\n\nThere is no such object/);
  });

  it('show lines of fields as a table, when asked', async () => {
    const uri = await put('documents/rows.csv', 'unit,cycle\n1,2\n');
    await vscode.commands.executeCommand(commandIds.openObject, uri, 'table');
    const tab = await until('the table', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.equal(tab.label, 'rows.csv');
    assert.ok(tab.input instanceof vscode.TabInputWebview);
    assert.match(tab.input.viewType, /cmapssLab\.table$/);
    // The same object again takes the place of its table.
    await vscode.commands.executeCommand(commandIds.openObject, uri, 'table');
    await until('one table', () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length === 1);
  });
});
