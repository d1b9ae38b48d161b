import assert from 'node:assert/strict';
import { openBench, type Bench } from '../support/athenaBench.ts';

describe('Athena’s definitions and listings', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows("CREATE DATABASE IF NOT EXISTS lab COMMENT 'the lab'");
    await bench.rows(`CREATE EXTERNAL TABLE IF NOT EXISTS lab.lines (n bigint, d decimal(10,2), list array<string>)
      PARTITIONED BY (year string, hour int)
      ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' NULL DEFINED AS 'none'
      STORED AS TEXTFILE LOCATION 's3://data/lines' TBLPROPERTIES ('classification' = 'csv', 'skip.header.line.count' = '1')`);
    await bench.put('lines/year=2026/hour=8/a.tsv', 'n\td\n1\t1.5\n');
    await bench.put('lines/year=2026/hour=9/a.tsv', 'n\td\n2\tnone\n');
    await bench.put('lines/other/a.tsv', 'n\td\n3\t2\n');
  });
  after(() => bench.close());

  it('finds partitions by their folders, once', async () => {
    assert.deepEqual(
      await bench.text(await outputOf('MSCK REPAIR TABLE lines')),
      [
        'Partitions not in metastore: lines:year=2026/hour=8 lines:year=2026/hour=9',
        'Repair: Added partition to metastore lines:year=2026/hour=8',
        'Repair: Added partition to metastore lines:year=2026/hour=9',
      ].join('\n'),
    );
    assert.equal(await bench.text(await outputOf('MSCK REPAIR TABLE lines')), '');
    assert.deepEqual(await bench.rows('SELECT n, d, year, hour FROM lines ORDER BY n'), [
      ['n', 'd', 'year', 'hour'],
      ['1', '1.50', '2026', '8'],
      ['2', undefined, '2026', '9'],
    ]);
  });

  it('adds and drops partitions', async () => {
    await bench.rows(
      "ALTER TABLE lines ADD IF NOT EXISTS PARTITION (year = '2026', hour = 8) PARTITION (year = '2027', hour = 1) LOCATION 's3://data/lines/other/'",
    );
    assert.deepEqual(await bench.rows('SHOW PARTITIONS lines'), [
      ['year=2026/hour=8'],
      ['year=2026/hour=9'],
      ['year=2027/hour=1'],
    ]);
    assert.deepEqual(await bench.rows("SELECT n FROM lines WHERE year = '2027'"), [['n'], ['3']]);
    assert.match(
      await bench.failure("ALTER TABLE lines ADD PARTITION (year = '2027', hour = 1)"),
      /^FAILED: Execution Error, return code 1 .*AlreadyExistsException\(message:Partition already exists\.\)/,
    );
    await bench.rows("ALTER TABLE lines DROP PARTITION (year = '2027')");
    assert.deepEqual(await bench.rows('SHOW PARTITIONS lines'), [['year=2026/hour=8'], ['year=2026/hour=9']]);
    await assert.rejects(
      bench.start('ALTER TABLE lines ADD COLUMNS (x int)'),
      /ADD PARTITION and DROP PARTITION only/,
    );
  });

  it('shows a table as the statement that makes it', async () => {
    const shown = (await bench.rows('SHOW CREATE TABLE lines')).flat().join('\n');
    assert.match(
      shown,
      /^CREATE EXTERNAL TABLE `lab\.lines`\(\n {2}`n` bigint, \n {2}`d` decimal\(10,2\), \n {2}`list` array<string>\)\nPARTITIONED BY \( \n/,
    );
    assert.match(shown, /LOCATION\n {2}'s3:\/\/data\/lines'\nTBLPROPERTIES \(/);
    await bench.rows('DROP TABLE lines');
    await bench.rows(shown);
    assert.equal((await bench.rows('SHOW CREATE TABLE lines')).flat().join('\n'), shown);
    await bench.rows('MSCK REPAIR TABLE lines');
    assert.deepEqual(await bench.rows('SELECT n, d FROM lines ORDER BY n'), [
      ['n', 'd'],
      ['1', '1.50'],
      ['2', undefined],
    ]);
  });

  it('lists columns, tables, databases and properties', async () => {
    assert.deepEqual(
      (await bench.rows('SHOW COLUMNS IN lines')).flat().map((name) => name?.trim()),
      ['n', 'd', 'list', 'year', 'hour'],
    );
    assert.deepEqual(await bench.rows("SHOW TABLES IN lab 'l*'"), [['lines']]);
    assert.deepEqual(await bench.rows("SHOW TABLES LIKE 'x*|lin*'"), [['lines']]);
    assert.ok((await bench.rows('SHOW DATABASES')).flat().includes('lab'));
    assert.ok((await bench.rows('SHOW TBLPROPERTIES lines')).flat().includes('classification\tcsv'));
    const described = (await bench.rows('DESCRIBE FORMATTED lab.lines')).flat();
    assert.ok(described.some((line) => line?.startsWith('Location:           \ts3://data/lines')));
    await assert.rejects(bench.start('DESCRIBE nothing'), /Entity Not Found/);
  });

  it('keeps, shows and replaces views', async () => {
    await bench.rows('CREATE VIEW twice AS SELECT n * 2 AS m, year FROM lines');
    await bench.rows('CREATE VIEW thrice AS SELECT m + m / 2 AS k FROM twice WHERE m > 0');
    assert.deepEqual(await bench.rows('SELECT k FROM thrice ORDER BY k'), [['k'], ['3'], ['6']]);
    assert.deepEqual(await bench.rows('DESCRIBE twice'), [['m\tbigint'], ['year\tvarchar']]);
    assert.match(await bench.failure('CREATE VIEW twice AS SELECT 1 AS n'), /already exists/);
    await bench.rows('CREATE OR REPLACE VIEW twice AS SELECT n * 20 AS m, year FROM lines');
    assert.deepEqual(await bench.rows('SELECT k FROM thrice ORDER BY k'), [['k'], ['30'], ['60']]);
    assert.match((await bench.rows('SHOW CREATE VIEW twice')).flat().join('\n'), /SELECT n \* 20 AS m/);
    assert.deepEqual(await bench.rows('SHOW VIEWS'), [['thrice'], ['twice']]);
    assert.match(await bench.failure('DROP TABLE twice'), /is a view, not a table/);
    await bench.rows('DROP VIEW thrice');
    await bench.rows('DROP VIEW IF EXISTS thrice');
    await bench.rows('DROP VIEW twice');
  });

  it('reads tables by all ways to name them', async () => {
    for (const name of [
      'lines',
      'LINES',
      '"lines"',
      'lab.lines',
      '"lab"."lines"',
      '"awsdatacatalog"."lab"."lines"',
      'AwsDataCatalog.lab.lines',
    ]) {
      assert.deepEqual(await bench.rows(`SELECT count(*) AS c FROM ${name}`), [['c'], ['2']], name);
    }
    assert.deepEqual(
      await bench.rows('SELECT lab.lines.n FROM lab.lines WHERE awsdatacatalog.lab.lines.n > 1'),
      [['n'], ['2']],
    );
    assert.deepEqual(await bench.rows('WITH lines AS (SELECT 7 AS n) SELECT n FROM lines'), [['n'], ['7']]);
  });

  it('makes and drops databases', async () => {
    await bench.rows('CREATE SCHEMA other');
    assert.match(
      await bench.failure('CREATE DATABASE other'),
      /^FAILED: Execution Error, return code 1 .*already exists/,
    );
    await bench.rows("CREATE EXTERNAL TABLE other.t (n int) LOCATION 's3://data/t/'");
    assert.match(await bench.failure('DROP DATABASE other'), /is not empty/);
    await bench.rows('DROP DATABASE other CASCADE');
    await bench.rows('DROP DATABASE IF EXISTS other');
    assert.match(await bench.failure('DROP DATABASE other'), /Database does not exist: other/);
  });

  it('reads quoted CSV and JSON tables', async () => {
    await bench.put('quoted/a.csv', 'id,text\n"1","a, ""b"""\n"2",plain\n');
    await bench.rows(`CREATE EXTERNAL TABLE quoted (id string, text string)
      ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"')
      LOCATION 's3://data/quoted/' TBLPROPERTIES ('skip.header.line.count' = '1')`);
    assert.deepEqual(await bench.rows('SELECT * FROM quoted ORDER BY id'), [
      ['id', 'text'],
      ['1', 'a, "b"'],
      ['2', 'plain'],
    ]);
    await bench.put('events/a.json', '{"id": 1, "tags": ["x", "y"], "at": {"h": 8}}\n{"id": 2}\n');
    await bench.rows(`CREATE EXTERNAL TABLE events (id int, tags array<string>, at struct<h:int>)
      ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://data/events/'`);
    assert.deepEqual(await bench.rows('SELECT id, tags, at, at.h AS h FROM events ORDER BY id'), [
      ['id', 'tags', 'at', 'h'],
      ['1', '[x, y]', '{h=8}', '8'],
      ['2', undefined, undefined, undefined],
    ]);
  });

  async function outputOf(sql: string): Promise<string> {
    const { ResultConfiguration, Status } = await bench.ended(await bench.start(sql));
    assert.equal(Status?.State, 'SUCCEEDED', Status?.StateChangeReason);
    return (ResultConfiguration?.OutputLocation ?? '').slice('s3://data/'.length);
  }
});
