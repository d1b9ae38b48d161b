import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createBookmarks } from '../../../../../src/practice/services/glue/bookmarks.ts';
import { createCatalog, type CatalogTable } from '../../../../../src/practice/services/glue/catalog.ts';
import type { StoredObject } from '../../../../../src/practice/services/s3/objects.ts';
import { openStore, type Store } from '../../../../../src/practice/store/store.ts';

const object = (key: string, lastModified: number): StoredObject => ({
  bucket: 'b',
  key,
  size: 1,
  etag: '""',
  lastModified,
  path: `/objects/${key}`,
});

const table: CatalogTable = {
  database: 'd',
  name: 't',
  columns: [
    { name: 'a', type: 'bigint' },
    { name: 'b', type: 'string' },
  ],
  partitionKeys: [{ name: 'hour', type: 'string' }],
  location: 's3://b/t/',
  format: 'csv',
  csv: { delimiter: ',', skipLines: 1, nullText: '\\N' },
  parameters: { classification: 'csv', 'skip.header.line.count': '1' },
  tableType: 'EXTERNAL_TABLE',
  created: 1,
  updated: 2,
};

describe('the catalog and the bookmarks in the store', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'glue-'));
    store = openStore(folder);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const reopen = (): void => {
    store.close();
    store = openStore(folder);
  };

  it('keeps tables of every format and their partitions over a restart', () => {
    const catalog = createCatalog(store);
    catalog.createDatabase('d', { description: 'lake' });
    const plain = withoutCsv(table);
    const tables: CatalogTable[] = [
      table,
      { ...table, name: 'quoted', csv: { delimiter: ';', quote: '"', skipLines: 1 } },
      { ...plain, name: 'pq', format: 'parquet', parameters: {} },
      { ...plain, name: 'js', format: 'json', parameters: {} },
    ];
    for (const each of tables) catalog.putTable(each);
    catalog.putPartitions(table, [
      { values: ['08'], location: 's3://b/t/hour=08/', created: 5 },
      { values: ['19'], location: 's3://b/t/hour=19/', created: 6 },
    ]);
    catalog.dropPartitions(table, [['19']]);
    reopen();
    const again = createCatalog(store);
    assert.deepEqual(again.databases(), ['d']);
    assert.deepEqual(
      again.tables('d'),
      [...tables].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    assert.deepEqual(again.partitions(table), [
      { values: ['08'], location: 's3://b/t/hour=08/', created: 5 },
    ]);
  });

  it('keeps the text of a view', () => {
    const catalog = createCatalog(store);
    catalog.putTable({ ...table, name: 'v', tableType: 'VIRTUAL_VIEW', viewText: 'SELECT 1' });
    assert.equal(catalog.table('d', 'v')?.viewText, 'SELECT 1');
    assert.equal(catalog.table('d', 'v')?.tableType, 'VIRTUAL_VIEW');
  });

  it('drops a database with its tables and their partitions', () => {
    const catalog = createCatalog(store);
    catalog.createDatabase('d');
    catalog.putTable(table);
    catalog.putPartitions(table, [{ values: ['08'], location: 's3://b/t/hour=08/', created: 5 }]);
    assert.equal(catalog.dropDatabase('d'), true);
    assert.equal(catalog.dropDatabase('d'), false);
    catalog.putTable(table);
    assert.deepEqual(catalog.partitions(table), []);
  });

  it('gives a run only what no committed run has read under its context', () => {
    const bookmarks = createBookmarks(store);
    const [a, b] = [object('a', 1), object('b', 1)];
    const first = bookmarks.open('job', 'enable', 'jr_1');
    assert.deepEqual(first.fresh('source', [a, b]), [a, b]);
    // Not committed, so not read.
    assert.deepEqual(bookmarks.open('job', 'enable', 'jr_2').fresh('source', [a]), [a]);
    first.commit();
    reopen();
    const second = createBookmarks(store).open('job', 'enable', 'jr_3');
    const [newer, c] = [object('b', 2), object('c', 1)];
    assert.deepEqual(second.fresh('source', [a, newer, c]), [newer, c]);
    assert.deepEqual(second.fresh('other', [a]), [a]);
    assert.deepEqual(second.fresh('', [a]), [a]);
    assert.deepEqual(createBookmarks(store).open('another job', 'enable', 'jr_4').fresh('source', [a]), [a]);
  });

  it('reads but does not move a paused bookmark, and ignores a disabled one', () => {
    const bookmarks = createBookmarks(store);
    const [a, b] = [object('a', 1), object('b', 1)];
    const enabled = bookmarks.open('job', 'enable', 'jr_1');
    enabled.fresh('source', [a]);
    enabled.commit();
    const paused = bookmarks.open('job', 'pause', 'jr_2');
    assert.deepEqual(paused.fresh('source', [a, b]), [b]);
    paused.commit();
    assert.deepEqual(bookmarks.open('job', 'enable', 'jr_3').fresh('source', [a, b]), [b]);
    assert.deepEqual(bookmarks.open('job', 'disable', 'jr_4').fresh('source', [a, b]), [a, b]);
  });

  it('starts over after a reset', () => {
    const bookmarks = createBookmarks(store);
    assert.equal(bookmarks.reset('job'), undefined);
    const run = bookmarks.open('job', 'enable', 'jr_1');
    run.fresh('source', [object('a', 1)]);
    run.commit();
    assert.equal(bookmarks.reset('job')?.version, 2);
    assert.deepEqual(bookmarks.open('job', 'enable', 'jr_2').fresh('source', [object('a', 1)]).length, 1);
  });
});

function withoutCsv(table: CatalogTable): CatalogTable {
  const copy: { csv?: unknown } & Omit<CatalogTable, 'csv'> = { ...table };
  delete copy.csv;
  return copy as CatalogTable;
}
