import assert from 'node:assert/strict';
import { openBench, type Bench } from '../support/athenaBench.ts';

const source = `(VALUES (1, 0.0004, 'x', DATE '2026-01-02', 'a'), (2, 100.0, 'y,"z"', NULL, 'b'), (3, NULL, NULL, DATE '2026-01-03', 'a'))
  AS t(n, d, s, day, side)`;

describe('Athena tables', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows('CREATE DATABASE lab');
  });
  after(() => bench.close());

  const ctas = (name: string, properties: string, select = 'n, d, s, day, side'): string =>
    `CREATE TABLE ${name} WITH (${properties}, external_location = 's3://data/${name}/') AS SELECT ${select} FROM ${source}`;
  const sameRows = [
    ['n', 'd', 's', 'day', 'side'],
    ['1', '4.0E-4', 'x', '2026-01-02', 'a'],
    ['2', '100.0', 'y,"z"', undefined, 'b'],
    ['3', undefined, undefined, '2026-01-03', 'a'],
  ];

  for (const [name, properties] of [
    ['parquet_gzip', "format = 'PARQUET', write_compression = 'GZIP'"],
    ['parquet_snappy', "format = 'PARQUET', write_compression = 'SNAPPY', partitioned_by = ARRAY['side']"],
    ['parquet_zstd', "format = 'PARQUET', parquet_compression = 'ZSTD'"],
    ['json_lines', "format = 'JSON'"],
    ['json_parts', "format = 'JSON', write_compression = 'NONE', partitioned_by = ARRAY['side']"],
    ['text_plain', "format = 'TEXTFILE', write_compression = 'NONE'"],
    ['text_tabs', "format = 'TEXTFILE', field_delimiter = '\\t', partitioned_by = ARRAY['side']"],
  ] as const) {
    it(`writes and reads ${name}, and inserts into it`, async () => {
      await bench.rows(ctas(name, properties));
      assert.deepEqual(await bench.rows(`SELECT n, d, s, day, side FROM ${name} ORDER BY n`), sameRows);
      await bench.rows(`INSERT INTO ${name} SELECT 4, 1e7, 'w', NULL, 'c'`);
      await bench.rows(`INSERT INTO ${name} (n, side) VALUES (5, 'a')`);
      assert.deepEqual(await bench.rows(`SELECT n, d, s, day, side FROM ${name} WHERE n > 3 ORDER BY n`), [
        ['n', 'd', 's', 'day', 'side'],
        ['4', '1.0E7', 'w', undefined, 'c'],
        ['5', undefined, undefined, undefined, 'a'],
      ]);
      if (properties.includes('partitioned_by')) {
        assert.deepEqual(await bench.rows(`SHOW PARTITIONS ${name}`), [['side=a'], ['side=b'], ['side=c']]);
      }
    });
  }

  it('writes JSON a line a row, NULL left out or null, dates as text', async () => {
    const [key = ''] = await bench.keys('json_parts/side=b/');
    const row = JSON.parse(await bench.text(key)) as Record<string, unknown>;
    assert.deepEqual({ day: null, ...row }, { n: 2, d: 100, s: 'y,"z"', day: null });
  });

  it('refuses to insert rows that do not fit', async () => {
    assert.equal(
      await bench.failure(
        "INSERT INTO text_plain VALUES ('a', 1.0, 'x', NULL, 'b'), ('b', 2.0, 'x', NULL, 'b')",
      ),
      'TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [integer, double, varchar, date, varchar], Query: [varchar, double, varchar, unknown, varchar]',
    );
    assert.match(
      await bench.failure('INSERT INTO text_plain (nothing) VALUES (1)'),
      /^COLUMN_NOT_FOUND: line 1:1: Insert column name does not exist in target table: nothing$/,
    );
  });

  it('names the table and the place that are there already', async () => {
    assert.match(
      await bench.failure(ctas('text_plain', "format = 'TEXTFILE'")),
      /^TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog\.lab\.text_plain' already exists\. You may need to manually clean/,
    );
    assert.deepEqual(await bench.rows(`CREATE TABLE IF NOT EXISTS text_plain AS SELECT 1 AS n`), []);
    await bench.rows('DROP TABLE text_plain');
    assert.match(
      await bench.failure(ctas('text_plain', "format = 'TEXTFILE'")),
      /^HIVE_PATH_ALREADY_EXISTS: Target directory for table 'lab\.text_plain' already exists: s3:\/\/data\/text_plain\/?\. You may need to manually clean the data at location '.*' before retrying\. Athena will not delete data in your account\.$/,
    );
  });

  it('writes at most a hundred partitions at once', async () => {
    assert.match(
      await bench.failure(
        "CREATE TABLE many WITH (partitioned_by = ARRAY['p'], external_location = 's3://data/many/') AS SELECT n, n AS p FROM UNNEST(sequence(1, 101)) AS t(n)",
      ),
      /^HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions\/buckets$/,
    );
    await bench.rows(
      "CREATE TABLE hundred WITH (partitioned_by = ARRAY['p'], external_location = 's3://data/hundred/') AS SELECT n, n AS p FROM UNNEST(sequence(1, 100)) AS t(n)",
    );
    assert.deepEqual(await bench.rows('SELECT count(*) AS c, sum(p) AS s FROM hundred WHERE p > 50'), [
      ['c', 's'],
      ['50', '3775'],
    ]);
  });

  it('refuses properties that are wrong by name', async () => {
    const failure = (properties: string): Promise<string> =>
      bench.failure(`CREATE TABLE wrong WITH (${properties}) AS SELECT 1 AS n, 'a' AS side`);
    assert.match(await failure("frobnicate = 'x'"), /table property 'frobnicate' does not exist/);
    assert.match(await failure("format = 'ORC'"), /TEXTFILE, PARQUET and JSON, not ORC/);
    assert.match(
      await failure("bucketed_by = ARRAY['n'], bucket_count = 2"),
      /does not write bucketed tables/,
    );
    assert.match(
      await failure("partitioned_by = ARRAY['n']"),
      /^HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns/,
    );
    assert.deepEqual(await bench.rows("SHOW TABLES 'wrong'"), []);
  });

  it('makes a table without data where it is asked to', async () => {
    await bench.rows(
      "CREATE TABLE bare WITH (external_location = 's3://data/bare/') AS SELECT 1 AS n, 'a' AS s WITH NO DATA",
    );
    assert.deepEqual(await bench.rows('SELECT * FROM bare'), [['n', 's']]);
    assert.deepEqual(await bench.rows('DESCRIBE bare'), [
      ['n                   \tint                 \t                    '],
      ['s                   \tstring              \t                    '],
    ]);
  });
});
