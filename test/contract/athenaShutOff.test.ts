import assert from 'node:assert/strict';
import { openBench, type Bench } from '../support/athenaBench.ts';

describe('Athena and the machine it runs on', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows('CREATE DATABASE lab');
    await bench.rows("CREATE EXTERNAL TABLE lines (n bigint) LOCATION 's3://data/lines/'");
  });
  after(() => bench.close());

  it('lets a query see the account’s own tables and nothing else of the machine', async () => {
    const attempts = [
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM read_text('/etc/passwd')",
      "SELECT * FROM glob('/*')",
      "SELECT * FROM '/etc/passwd'",
      'SELECT * FROM "/etc/passwd"',
      'SELECT * FROM duckdb_settings()',
      'SELECT * FROM duckdb_tables',
      'SELECT * FROM pg_catalog.pg_tables',
      "SELECT getenv('HOME')",
      "SELECT current_setting('allowed_directories')",
      "SELECT * FROM query('SELECT 1')",
      'SELECT * FROM information_schema.duckdb_views',
      "SELECT (SELECT count(*) FROM read_text('/etc/hosts')) AS n",
      "WITH q AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM q",
    ];
    for (const sql of attempts) {
      const reason = await bench.failure(sql);
      assert.doesNotMatch(reason, /root:|allowed_directories'|practice-/, sql);
    }
    const statements = [
      "COPY (SELECT 1) TO '/tmp/x'",
      "ATTACH '/tmp/x.db'",
      'INSTALL httpfs',
      'LOAD httpfs',
      'PRAGMA database_list',
      'SET threads = 1',
      "EXPORT DATABASE '/tmp/x'",
    ];
    for (const sql of statements) {
      await assert.rejects(bench.start(sql), { name: 'InvalidRequestException' }, sql);
    }
    assert.deepEqual(
      await bench.rows(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema = 'lab'",
      ),
      [
        ['table_schema', 'table_name'],
        ['lab', 'lines'],
      ],
    );
  });
});
