import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  createEngine,
  quoted,
  type Engine,
  type Session,
} from '../../../../../src/practice/engines/duckdb/engine.ts';
import { tableScan } from '../../../../../src/practice/engines/duckdb/tableScan.ts';
import type { CatalogTable } from '../../../../../src/practice/services/glue/catalog.ts';
import type { Objects, StoredObject } from '../../../../../src/practice/services/s3/objects.ts';

describe('a table scan', () => {
  let folder: string;
  let engine: Engine;
  let session: Session;
  let stored: StoredObject[];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'scan-'));
    engine = await createEngine({ folders: [folder], memoryLimitMiB: 200, threads: 1 });
    session = await engine.session();
    stored = [];
  });
  afterEach(() => {
    session.close();
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const store = (key: string, body: string | Buffer): StoredObject => {
    const file = path.join(folder, `${stored.length}${/(\.[a-z.]+)?$/.exec(key)?.[0] ?? ''}`);
    writeFileSync(file, body);
    const object = { bucket: 'b', key, size: body.length, etag: '""', lastModified: 0, path: file };
    stored.push(object);
    return object;
  };
  const objects = {
    bucketExists: (name: string) => name === 'b',
    list: (_: string, prefix = '') => stored.filter(({ key }) => key.startsWith(prefix)),
  } as unknown as Objects;
  const table = (facts: Partial<CatalogTable>): CatalogTable => ({
    database: 'd',
    name: 't',
    columns: [],
    partitionKeys: [],
    location: 's3://b/t/',
    format: 'csv',
    parameters: {},
    tableType: 'EXTERNAL_TABLE',
    created: 0,
    updated: 0,
    ...facts,
  });
  const rows = async (scanned: CatalogTable, partitions: { values: string[]; location: string }[] = []) =>
    (
      await session.query(
        tableScan(
          scanned,
          partitions.map((partition) => ({ ...partition, created: 0 })),
          objects,
        ),
      )
    ).rows;

  it('splits lines as Hive does: missing fields NULL, extra ones dropped, unreadable ones NULL', async () => {
    store('t/a', 'x 1 2.5\ny\n 7 8 9 10\n\\N 1.5 abc\nz 1e3 1e3\n"q 1_0 NaN');
    const found = await rows(
      table({
        columns: [
          { name: 's', type: 'string' },
          { name: 'n', type: 'bigint' },
          { name: 'd', type: 'double' },
        ],
        csv: { delimiter: ' ' },
      }),
    );
    assert.deepEqual(found, [
      ['x', 1n, 2.5, 's3://b/t/a'],
      ['y', null, null, 's3://b/t/a'],
      ['', 7n, 8, 's3://b/t/a'],
      [null, null, null, 's3://b/t/a'],
      ['z', null, 1000, 's3://b/t/a'],
      ['"q', null, NaN, 's3://b/t/a'],
    ]);
  });

  it('reads gzip by the ending, skips header lines, hidden and empty objects, and other prefixes', async () => {
    store('t/a.gz', gzipSync('h\n1\n2\n'));
    store('t/b', 'h\n3\n');
    store('t/_manifest', 'h\n8\n');
    store('t/_temporary/0/part', 'h\n8\n');
    store('t/.hidden', 'h\n9\n');
    store('t/empty', '');
    store('tt/other', 'h\n7\n');
    const scanned = table({
      columns: [{ name: 'n', type: 'int' }],
      csv: { delimiter: ',', skipLines: 1 },
      location: 's3://b/t',
    });
    assert.deepEqual(
      (await rows(scanned)).map(([n]) => n),
      [1, 2, 3],
    );
  });

  it('reads quoted fields with OpenCSVSerde, delimiters and doubled quotes in them', async () => {
    store('t/a', '"a,b","say ""hi""",3\nplain,,\n');
    const scanned = table({
      columns: [
        { name: 'a', type: 'string' },
        { name: 'b', type: 'string' },
        { name: 'n', type: 'int' },
      ],
      csv: { delimiter: ',', quote: '"' },
    });
    assert.deepEqual(
      (await rows(scanned)).map((row) => row.slice(0, 3)),
      [
        ['a,b', 'say "hi"', 3],
        ['plain', '', null],
      ],
    );
  });

  it('reads Parquet by column name: other order, missing columns, other widths', async () => {
    await session.run(`COPY (SELECT 'x' AS s, 1::INT AS N) TO ${quoted(path.join(folder, '0.parquet'))}`);
    stored.push({
      ...store('t/skip', ''),
      key: 't/p.parquet',
      size: 1,
      path: path.join(folder, '0.parquet'),
    });
    const scanned = table({
      format: 'parquet',
      columns: [
        { name: 'n', type: 'bigint' },
        { name: 'absent', type: 'double' },
        { name: 's', type: 'string' },
      ],
    });
    assert.deepEqual(await rows(scanned), [[1n, null, 'x', 's3://b/t/p.parquet']]);
  });

  it('reads a Parquet column called filename, as the curated data has one', async () => {
    await session.run(
      `COPY (SELECT 'train_FD001.txt' AS filename) TO ${quoted(path.join(folder, '1.parquet'))}`,
    );
    stored.push({
      ...store('t/skip', ''),
      key: 't/p.parquet',
      size: 1,
      path: path.join(folder, '1.parquet'),
    });
    const scanned = table({ format: 'parquet', columns: [{ name: 'filename', type: 'string' }] });
    assert.deepEqual(await rows(scanned), [['train_FD001.txt', 's3://b/t/p.parquet']]);
  });

  for (const format of ['parquet', 'json'] as const) {
    it(`finds rows by a ${format} column called filename, in the right file`, async () => {
      for (const [index, name] of ['one.txt', 'other.txt'].entries()) {
        const object = store(`t/${name}.${format}`, '');
        const kind = format === 'parquet' ? 'PARQUET' : 'JSON';
        await session.run(
          `COPY (SELECT '${name}' AS filename, ${index} AS n) TO ${quoted(object.path)} (FORMAT ${kind})`,
        );
        stored[index] = { ...object, size: 1 };
      }
      const columns = [
        { name: 'filename', type: 'string' },
        { name: 'n', type: 'int' },
      ];
      const scan = tableScan(table({ format, columns }), [], objects);
      const found = await session.query(`SELECT * FROM (${scan}) WHERE filename = 'other.txt'`);
      assert.deepEqual(found.rows, [['other.txt', 1, `s3://b/t/other.txt.${format}`]]);
    });
  }

  it('reads JSON lines by the names of the columns', async () => {
    store('t/a.json', '{"n": 1, "other": true, "l": [1, 2]}\n{"s": "x"}\n');
    const scanned = table({
      format: 'json',
      columns: [
        { name: 'n', type: 'int' },
        { name: 's', type: 'string' },
        { name: 'l', type: 'array<int>' },
      ],
    });
    assert.deepEqual(
      (await rows(scanned)).map((row) => row.slice(0, 3)),
      [
        [1, null, [1, 2]],
        [null, 'x', null],
      ],
    );
  });

  it('gives each row its partition values, as the types of the keys, and nothing of partitions not asked for', async () => {
    store('t/2026/08/a', '1\n');
    store('t/2026/09/a', '2\n');
    store('t/2026/10/a', '3\n');
    const scanned = table({
      columns: [{ name: 'n', type: 'int' }],
      partitionKeys: [
        { name: 'year', type: 'int' },
        { name: 'hour', type: 'string' },
      ],
      csv: { delimiter: ',' },
    });
    const found = await rows(scanned, [
      { values: ['2026', '08'], location: 's3://b/t/2026/08/' },
      { values: ['__HIVE_DEFAULT_PARTITION__', '09'], location: 's3://b/t/2026/09/' },
    ]);
    assert.deepEqual(found, [
      [1, 2026, '08', 's3://b/t/2026/08/a'],
      [2, null, '09', 's3://b/t/2026/09/a'],
    ]);
  });

  it('has no rows but all columns where no object lies', async () => {
    const scanned = table({
      columns: [{ name: 'n', type: 'decimal(10,2)' }],
      partitionKeys: [{ name: 'p', type: 'string' }],
    });
    const result = await session.query(tableScan(scanned, [], objects));
    assert.deepEqual(result, {
      columns: [
        { name: 'n', type: 'DECIMAL(10,2)' },
        { name: 'p', type: 'VARCHAR' },
        { name: '$path', type: 'VARCHAR' },
      ],
      rows: [],
    });
  });
});
