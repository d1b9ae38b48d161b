import assert from 'node:assert/strict';
import {
  groupIntoTables,
  type CrawledTable,
  type Samples,
} from '../../../../../../src/practice/services/glue/crawl/crawledTable.ts';
import { leavesOf, type Folder } from '../../../../../../src/practice/services/glue/crawl/folders.ts';
import { csvSchema } from '../../../../../../src/practice/services/glue/crawl/csvSchema.ts';
import type { ObjectSchema } from '../../../../../../src/practice/services/glue/crawl/objectSchema.ts';
import type { StoredObject } from '../../../../../../src/practice/services/s3/objects.ts';

const bucket = 'lake';

/** The tables of a bucket whose objects are given with their lines. */
function tablesOf(content: Readonly<Record<string, string[]>>): CrawledTable[] {
  const folder = (name: string, location: string): Folder => ({
    name,
    location,
    objects: [],
    folders: new Map<string, Folder>(),
  });
  const root = folder(bucket, `s3://${bucket}/`);
  const schemas = new Map<StoredObject, ObjectSchema>();
  for (const [key, lines] of Object.entries(content)) {
    const object = { bucket, key, size: 10, etag: '', lastModified: 0, path: '' };
    let parent = root;
    for (const part of key.split('/').slice(0, -1)) {
      const child = parent.folders.get(part) ?? folder(part, `${parent.location}${part}/`);
      parent.folders.set(part, child);
      parent = child;
    }
    parent.objects.push(object);
    const csv = csvSchema(lines);
    schemas.set(object, {
      classification: csv ? 'csv' : 'UNKNOWN',
      columns: csv?.columns ?? [],
      ...(csv ? { csv: csv.csv } : {}),
      compression: 'none',
      sample: { records: 2, bytes: 10, sampled: 10 },
    });
  }
  const samples: Samples = new Map(
    leavesOf(root).map((leaf) => [
      leaf,
      new Map(leaf.objects.map((object) => [object, schemas.get(object)!])),
    ]),
  );
  return groupIntoTables(root, samples);
}

const engines = ['a,1,1.5', 'b,2,2.5'];
const cities = ['1,2,3,4,5,6,x', '1,2,3,4,5,6,y'];

describe('grouping objects into tables', () => {
  it('makes plain folders partition_0, partition_1 …', () => {
    const [table, ...others] = tablesOf({ '2026/08/a': engines, '2026/19/b': engines });
    assert.deepEqual(others, []);
    assert.equal(table?.source, bucket);
    assert.deepEqual(table.keys, ['partition_0', 'partition_1']);
    assert.deepEqual(
      table.partitions.map(({ values }) => values),
      [
        ['2026', '08'],
        ['2026', '19'],
      ],
    );
  });

  it('names partition keys as Hive folders do, level by level', () => {
    const [table] = tablesOf({ 'Year=2026/x/hour=08/a': engines, 'Year=2026/y/hour=a%3Ab/b': engines });
    assert.deepEqual(table?.keys, ['year', 'partition_1', 'hour']);
    assert.deepEqual(table.partitions.map(({ values }) => values).at(-1), ['2026', 'y', 'a:b']);
    assert.equal(table.partitions[1]?.location, 's3://lake/Year=2026/y/hour=a%3Ab/');
  });

  it('makes one table without partitions of objects that lie in the folder itself', () => {
    const [table] = tablesOf({ 'a.csv': engines, 'b.csv': engines });
    assert.deepEqual([table?.keys, table?.partitions, table?.objects.length], [[], [], 2]);
  });

  it('makes a table of each folder when their schemas differ', () => {
    const tables = tablesOf({ 'engines/08/a': engines, 'engines/19/b': engines, 'cities/c': cities });
    assert.deepEqual(tables.map(({ source }) => source).sort(), ['cities', 'engines']);
    assert.deepEqual(tables.find(({ source }) => source === 'engines')?.keys, ['partition_0']);
  });

  it('makes a table of each object when those of one folder differ', () => {
    const tables = tablesOf({ 'in/engines.csv': engines, 'in/cities.csv': cities });
    assert.deepEqual(tables.map(({ source }) => source).sort(), ['cities.csv', 'engines.csv']);
    assert.equal(tables[0]?.location, 's3://lake/in/engines.csv');
  });

  it('does not mix objects of different depth', () => {
    const tables = tablesOf({ 'in/a.csv': engines, 'in/deep/b.csv': engines });
    assert.deepEqual(tables.map(({ source }) => source).sort(), ['deep', 'in']);
  });

  it('widens types over partitions, and keeps each partition its own', () => {
    const [table] = tablesOf({ 'p/1/a': ['1,2', '3,4'], 'p/2/b': ['1.5,2', '3,4'] });
    const types = (schema: ObjectSchema | undefined) =>
      schema?.columns.map(({ type }) => (type.kind === 'scalar' ? type.name : type.kind));
    assert.deepEqual(types(table?.schema), ['double', 'bigint']);
    assert.deepEqual(types(table?.partitions[0]?.schema), ['bigint', 'bigint']);
  });

  it('keeps one table when most of the folders are alike', () => {
    const tables = tablesOf({ '1/a': engines, '2/b': engines, '3/c': cities });
    assert.equal(tables.length, 1);
    assert.equal(tables[0]?.partitions.length, 3);
  });
});
