import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { LabAccount } from '../../../src/lab/account.ts';
import { removeObjects } from '../../../src/lab/s3/removeObjects.ts';
import { bucketOf } from '../../support/connectStore.ts';
import { labAccount } from './labAccount.ts';
import { rowOf, rowsOf, treeOf } from './treeRows.ts';

describe('the tree of buckets', function () {
  this.timeout(120_000);
  let account: LabAccount;
  let published: string;

  before(async () => {
    account = await labAccount();
    published = await bucketOf(account, 'published');
  });
  after(async () => {
    for (const prefix of ['many/', 'shown/']) await removeObjects(account, published, prefix);
    account.close();
  });

  it("shows the lab's buckets by role, with their names, and says which is still to be made", async () => {
    const rows = await rowsOf(await treeOf('buckets'));
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Submissions', 'Script', 'Curated', 'Query results', 'Published'],
    );
    const byLabel = new Map(rows.map((row) => [row.label, row]));
    assert.equal(byLabel.get('Published')?.description, published);
    const script = byLabel.get('Script');
    assert.equal(script?.description, 'made when the script is uploaded');
    assert.equal(script.item.command?.command, commandIds.prepareGlueJob);
  });

  it('says what fills a bucket that is empty', async () => {
    const tree = await treeOf('buckets');
    const submissions = await rowOf(tree, 'Submissions');
    const [empty] = await rowsOf(tree, submissions.node);
    assert.deepEqual([empty?.label, empty?.description], ['Empty yet', 'Publish Data']);
    assert.equal(empty?.item.command?.command, commandIds.publishData);
  });

  it('shows folders, then objects with their size, and copies their addresses', async () => {
    const { buckets } = account.ports;
    await buckets.put(published, 'shown/inner/deep.txt', 'x');
    await buckets.put(published, 'shown/lines.txt', 'x'.repeat(2048));
    const tree = await treeOf('buckets');
    tree.refresh();
    const folder = await rowOf(tree, 'shown', (await rowOf(tree, 'Published')).node);
    const rows = await rowsOf(tree, folder.node);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['inner', 'lines.txt'],
    );
    const [, lines] = rows;
    assert.match(lines!.description, /^2\.0 KiB · \d\d:\d\d$/);
    assert.deepEqual(lines!.words, ['object', 'open', 'uri']);
    await vscode.commands.executeCommand(commandIds.copyUri, lines!.node);
    assert.equal(await vscode.env.clipboard.readText(), `s3://${published}/shown/lines.txt`);
  });

  it('pages in what is more than a thousand, with a row that brings the next', async () => {
    const { buckets } = account.ports;
    const keys = Array.from({ length: 1001 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    for (let first = 0; first < keys.length; first += 50) {
      await Promise.all(keys.slice(first, first + 50).map((key) => buckets.put(published, key, 'x')));
    }
    const tree = await treeOf('buckets');
    tree.refresh();
    const many = await rowOf(tree, 'many', (await rowOf(tree, 'Published')).node);
    const first = await rowsOf(tree, many.node);
    assert.equal(first.length, 1001);
    const more = first.at(-1)!;
    assert.equal(more.label, 'Show the next 1,000');
    await vscode.commands.executeCommand(commandIds.showMore, more.node);
    const all = await rowsOf(tree, many.node);
    assert.deepEqual(
      all.map(({ label }) => `many/${label}`),
      keys,
    );
  });

  it('says in words that a bucket is gone, as a row', async () => {
    const tree = await treeOf('buckets');
    await account.ports.buckets.create('aws-glue-0123456789');
    tree.refresh();
    const script = await rowOf(tree, 'Script');
    assert.equal(script.description, 'aws-glue-0123456789');
    await account.ports.buckets.delete('aws-glue-0123456789');
    const [failure] = await rowsOf(tree, script.node);
    assert.equal(failure?.node.kind, 'failure');
    tree.refresh();
  });
});
