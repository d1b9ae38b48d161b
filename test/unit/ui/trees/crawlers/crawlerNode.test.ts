import assert from 'node:assert/strict';
import type { Crawler } from '../../../../../src/lab/ports/crawlers.ts';
import type { Table } from '../../../../../src/lab/ports/catalog.ts';
import { crawlerNode } from '../../../../../src/ui/trees/crawlers/crawlerNode.ts';
import type { TreeNode } from '../../../../../src/ui/trees/treeNode.ts';
import { fakeAccount } from '../../../../support/fakeAccount.ts';

const crawler: Crawler = {
  name: 'cmapss_submissions',
  state: 'READY',
  database: 'submissions',
  targets: ['s3://in/lines'],
  role: '',
  classifiers: [],
  lastCrawl: undefined,
};
const table: Table = {
  database: 'submissions',
  name: 'lines',
  columns: [{ name: 'unit_number', type: 'bigint' }],
  partitionKeys: [
    { name: 'year', type: 'string' },
    { name: 'hour', type: 'string' },
  ],
  location: 's3://in/lines/',
  classification: 'csv',
  updated: undefined,
};

const below = async (node: TreeNode | undefined): Promise<readonly TreeNode[]> => {
  const children = await node!.children!(new AbortController().signal);
  return 'nodes' in children ? children.nodes : children;
};

describe('A crawler in its tree', () => {
  const account = fakeAccount({
    catalog: {
      tables: (database) => Promise.resolve(database === 'submissions' ? [table] : []),
      partitions: () =>
        Promise.resolve(
          ['10', '9'].map((hour) => ({ values: ['2026', hour], location: `s3://in/${hour}/` })),
        ),
    },
  });

  it('has below it where it looks, its database, tables, keys, columns and partitions', async () => {
    const [target, database] = await below(crawlerNode(account, crawler, 'crawlSubmissions'));
    assert.equal(target!.uri, 's3://in/lines');
    const [lines] = await below(database);
    assert.equal(lines!.uri, 's3://in/lines/');
    const parts = await below(lines);
    assert.deepEqual(
      parts.map(({ id }) => id),
      ['partitions', 'key year', 'key hour', 'column unit_number'],
    );
    const partitions = await below(parts[0]);
    assert.deepEqual(
      partitions.map(({ id, uri }) => [id, uri]),
      [
        ['2026/9', 's3://in/9/'],
        ['2026/10', 's3://in/10/'],
      ],
    );
  });

  it('has no partitions below a table without keys', async () => {
    const whole = fakeAccount({
      catalog: { tables: () => Promise.resolve([{ ...table, partitionKeys: [] }]) },
    });
    const [, database] = await below(crawlerNode(whole, crawler, undefined));
    const [lines] = await below(database);
    assert.deepEqual(
      (await below(lines)).map(({ kind }) => kind),
      ['column'],
    );
  });
});
