import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../../../src/ids.ts';
import type { LabAccount } from '../../../src/lab/account.ts';
import { notebookFileNames } from '../../../src/lab/files/labFileNames.ts';
import type { SentNotebooks } from '../../../src/lab/notebooks/sendNotebooks.ts';
import { readNotebook } from '../../../src/lab/patch/readNotebook.ts';
import { removeObjects } from '../../../src/lab/s3/removeObjects.ts';
import { bucketOf } from '../../support/connectStore.ts';
import { labAccount } from './labAccount.ts';
import { rowOf, rowsOf, treeOf, type Row } from './treeRows.ts';
import { until } from './until.ts';

describe('the notebooks of the lab', function () {
  this.timeout(90_000);
  const lab = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
  const places = notebookFileNames.map((name) => vscode.Uri.joinPath(lab, name));
  const [eda] = places;
  let account: LabAccount;

  before(async () => {
    account = await labAccount();
  });
  after(() => {
    account.close();
    rmSync(path.join(lab.fsPath, 'notebooks'), { recursive: true, force: true });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  const onDisk = (uri: vscode.Uri): string => readFileSync(uri.fsPath, 'utf8');
  const namesIn = (text: string): string =>
    readNotebook(text).find(({ tags }) => tags.includes('names'))?.source ?? assert.fail(text);
  const send = (): Thenable<SentNotebooks | undefined> =>
    vscode.commands.executeCommand<SentNotebooks | undefined>(commandIds.sendNotebooks);

  it("get the practice account's names and open in VS Code's notebook editor", async () => {
    assert.equal(await send(), undefined);
    const results = await bucketOf(account, 'query-results');
    for (const place of places) assert.ok(namesIn(onDisk(place)).includes(`"${results}"`), place.path);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ input }) => input));
    const opened = tabs.flatMap((input) =>
      input instanceof vscode.TabInputNotebook ? [String(input.uri)] : [],
    );
    assert.deepEqual(opened.sort(), places.map(String).sort());
    const published = await bucketOf(account, 'published');
    assert.deepEqual([...(await account.ports.buckets.folder(published, 'notebooks/')).objects], []);
  });

  it('keep what somebody has edited in them, saved or not', async () => {
    const notebook = await vscode.workspace.openNotebookDocument(eda!);
    const at = notebook
      .getCells()
      .findIndex(({ document }) => document.getText().includes('query_results_bucket ='));
    const cell = notebook.cellAt(at).document;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      cell.uri,
      new vscode.Range(0, 0, cell.lineCount, 0),
      'query_results_bucket = "datalake-athena-query-results-1"\nmine = "stays"',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(notebook.isDirty);
    await send();
    const bucket = await bucketOf(account, 'query-results');
    assert.equal(namesIn(onDisk(eda!)), `query_results_bucket = "${bucket}"\nmine = "stays"`);
    // The open editor follows the file.
    await until('the name in the editor', () => notebook.cellAt(at).document.getText().includes(bucket));
    assert.ok(!notebook.isDirty);
  });

  it('go to S3 on AWS, as they lie here, with the line for JupyterLab', async () => {
    const bucket = await bucketOf(account, 'published');
    const config = writeProfile('notebooks');
    try {
      await choose({ kind: 'profile', profile: 'notebooks', region: 'us-east-1' });
      const sent = await send();
      assert.equal(sent?.line, `aws s3 cp s3://${bucket}/notebooks/ ~/SageMaker/cmapss/ --recursive`);
      for (const place of places) {
        const object = await account.ports.buckets.read(
          bucket,
          `notebooks/${path.posix.basename(place.path)}`,
        );
        assert.equal(Buffer.from(object ?? []).toString('utf8'), onDisk(place));
      }
    } finally {
      await choose({ kind: 'practice' });
      rmSync(config);
      await removeObjects(account, bucket, 'notebooks/');
    }
  });

  it('come back to a lab folder that has lost them', async () => {
    rmSync(eda!.fsPath);
    await until('the lab folder to notice', async () => {
      await send();
      return existsSync(eda!.fsPath);
    });
  });
});

const choose = async (choice: unknown): Promise<unknown> =>
  vscode.commands.executeCommand(commandIds.chooseAccount, choice);

/** Writes a profile of AWS that leads to this window's practice account; answers with the file. */
function writeProfile(name: string): string {
  const store = vscode.workspace.getConfiguration().get<string>(settingIds.practiceStore) ?? '';
  const { port, credentials } = JSON.parse(readFileSync(path.join(store, 'account.json'), 'utf8')) as {
    readonly port: number;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  const config = process.env['AWS_CONFIG_FILE'] ?? assert.fail('AWS has no file of its own here');
  mkdirSync(path.dirname(config), { recursive: true });
  writeFileSync(
    config,
    `[profile ${name}]
region = us-east-1
endpoint_url = http://127.0.0.1:${port}
aws_access_key_id = ${credentials.accessKeyId}
aws_secret_access_key = ${credentials.secretAccessKey}
`,
  );
  return config;
}

describe('a notebook instance in the tree', function () {
  this.timeout(90_000);
  let account: LabAccount;
  before(async () => {
    account = await labAccount();
  });
  after(() => account.close());
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  /** The row of the account's notebook instance, as it is now. */
  const instanceRow = async (): Promise<Row> => {
    const tree = await treeOf('endpoints');
    tree.refresh();
    const [row] = await rowsOf(tree, (await rowOf(tree, 'Notebook instances')).node);
    return row ?? assert.fail('no notebook instance');
  };

  it('is stopped and started again, and its row follows', async () => {
    const serving = await instanceRow();
    assert.match(serving.description, /^InService · a record, without JupyterLab · ml\./);
    assert.ok(serving.words.includes('stopNotebook') && !serving.words.includes('startNotebook'));
    assert.equal(
      await vscode.commands.executeCommand(commandIds.startNotebook, serving.node, { force: true }),
      false,
    );

    assert.equal(
      await vscode.commands.executeCommand(commandIds.stopNotebook, serving.node, { force: true }),
      true,
    );
    const stopped = await until('Stopped', async () => {
      const row = await instanceRow();
      return row.description.startsWith('Stopped') ? row : undefined;
    });
    assert.ok(stopped.words.includes('startNotebook') && !stopped.words.includes('stopNotebook'));
    assert.equal(
      await vscode.commands.executeCommand(commandIds.stopNotebook, stopped.node, { force: true }),
      false,
    );

    const { name } = stopped.node;
    assert.equal(await vscode.commands.executeCommand(commandIds.startNotebook, { name, force: true }), true);
    await until('InService', async () => (await instanceRow()).description.startsWith('InService'));
  });

  it('has the notebooks to send above it', async () => {
    const group = await rowOf(await treeOf('endpoints'), 'Notebook instances');
    assert.ok(group.words.includes('sendNotebooks'));
  });
});
