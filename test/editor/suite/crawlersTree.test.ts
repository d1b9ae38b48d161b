import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { Tree } from '../../../src/ui/trees/tree.ts';
import { rowOf, rowsOf, treeOf } from './treeRows.ts';
import { until } from './until.ts';

const run = async (id: string, ...args: unknown[]): Promise<unknown> =>
  vscode.commands.executeCommand(id, ...args);

describe('the tree of crawlers', function () {
  this.timeout(120_000);
  let tree: Tree;

  before(async () => {
    tree = await treeOf('crawlers');
    await run(commandIds.resetPracticeAccount, { force: true });
  });
  after(async () => {
    await run(commandIds.resetPracticeAccount, { force: true });
  });

  it("shows the lab's crawlers in the order in which they run, and that they never ran", async () => {
    const rows = await rowsOf(tree);
    assert.deepEqual(
      rows.map(({ label, spoken }) => [label, spoken]),
      [
        ['cmapss_submissions', 'cmapss_submissions, not started, never ran'],
        ['cmapss_curated_rul', 'cmapss_curated_rul, not started, never ran'],
      ],
    );
    assert.ok(rows[0]?.words.includes('runSubmissionsCrawler'));
    assert.ok(rows[1]?.words.includes('runCuratedCrawler'));
  });

  it('says where there is no table yet which crawler makes it', async () => {
    const crawler = await rowOf(tree, 'cmapss_submissions');
    const database = await rowOf(tree, 'datalake_submissions', crawler.node);
    const [row] = await rowsOf(tree, database.node);
    assert.match(row?.label ?? '', /^No table yet/);
    assert.equal(row?.item.command?.command, commandIds.runSubmissionsCrawler);
  });

  it('looks again after the crawl by itself, and shows table, columns, types and partitions', async () => {
    const before = await rowOf(tree, 'cmapss_submissions');
    await run(commandIds.catchUp, 'crawlSubmissions', { yes: true });
    await run(commandIds.runSubmissionsCrawler, { yes: true });
    const crawler = await until('the crawl in the tree', async () => {
      const row = await rowOf(tree, 'cmapss_submissions');
      return row.icon === 'pass' ? row : undefined;
    });
    assert.equal(crawler.item.id, before.item.id, 'what is unfolded stays unfolded by its id');
    assert.match(crawler.description, /^SUCCEEDED · .*\d\d:\d\d$/);
    const database = await rowOf(tree, 'datalake_submissions', crawler.node);
    const table = await rowOf(tree, 'streaming_submissions', database.node);
    const columns = await rowsOf(tree, table.node);
    assert.ok(
      columns.filter(({ icon, description }) => icon === 'symbol-field' && description === 'double').length >
        10,
    );
    assert.equal(
      `${columns.filter(({ icon }) => icon === 'symbol-field').length} columns · ${columns.filter(({ icon }) => icon === 'key').length} partition keys · csv`,
      table.description,
    );
    assert.ok(columns.filter(({ description }) => description.endsWith('partition key')).length >= 1);
    const partitions = await rowOf(tree, 'Partitions', table.node);
    const [partition] = await rowsOf(tree, partitions.node);
    assert.match(partition?.label ?? '', /^\d{4}\/\d\d\/\d\d\/\d\d$/);
    assert.match(partition?.description ?? '', /^s3:\/\/datalake-submissions-/);
  });

  it('copies URIs and names', async () => {
    const crawler = await rowOf(tree, 'cmapss_submissions');
    assert.ok(crawler.words.includes('name') && !crawler.words.includes('uri'));
    await run(commandIds.copyName, crawler.node);
    assert.equal(await vscode.env.clipboard.readText(), 'cmapss_submissions');
    const target = await rowOf(tree, 'Looks at', crawler.node);
    await run(commandIds.copyUri, target.node);
    assert.equal(await vscode.env.clipboard.readText(), target.description);
  });

  it('looks at one row again when asked to, and keeps the others', async () => {
    const crawler = await rowOf(tree, 'cmapss_submissions');
    const database = await rowOf(tree, 'datalake_submissions', crawler.node);
    const table = await rowOf(tree, 'streaming_submissions', database.node);
    await run(commandIds.refreshNode, table.node);
    assert.ok(tree.has(crawler.node) && tree.has(database.node));
    assert.ok(!tree.has(table.node), 'its row was read with the database and is read anew');
    const again = await rowOf(tree, 'streaming_submissions', database.node);
    assert.equal(again.item.id, table.item.id);
  });

  it('shows in words why an account cannot be looked at, with one thing to do, and recovers', async () => {
    await run(commandIds.chooseAccount, { kind: 'profile', profile: 'nobody', region: 'us-east-1' });
    try {
      const rows = await rowsOf(tree);
      assert.equal(rows.length, 1);
      assert.equal(rows[0]?.icon, 'error');
      assert.equal(rows[0].item.command?.command, commandIds.chooseAccount);
      assert.equal(tree.view.description, 'nobody · us-east-1');
    } finally {
      await run(commandIds.chooseAccount, { kind: 'practice' });
    }
    await until('the crawlers of the account chosen', async () => (await rowsOf(tree)).length === 2);
    assert.match(tree.view.description, /^practice/);
  });
});
