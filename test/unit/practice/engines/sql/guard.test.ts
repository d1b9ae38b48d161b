import assert from 'node:assert/strict';
import {
  createEngine,
  type Engine,
  type Session,
} from '../../../../../src/practice/engines/duckdb/engine.ts';
import { Forbidden, guard } from '../../../../../src/practice/engines/sql/guard.ts';

describe('the guard before DuckDB', () => {
  let engine: Engine;
  let session: Session;
  before(async () => {
    engine = await createEngine({ folders: [], memoryLimitMiB: 64, threads: 1 });
    session = await engine.session();
  });
  after(() => {
    session.close();
    engine.close();
  });

  const tables = new Set(['db_lab.lines']);

  it('lets a query read the tables it was given, and what its own WITH clause names', async () => {
    for (const sql of [
      'SELECT count(*) FROM db_lab.lines',
      'SELECT * FROM DB_LAB.Lines AS a JOIN (SELECT 1 AS n) AS b USING (n)',
      'WITH q AS (SELECT n FROM db_lab.lines) SELECT upper(CAST(n AS VARCHAR)) FROM q',
      'SELECT * FROM unnest([1, 2])',
      'VALUES (1), (2)',
    ]) {
      await guard(sql, tables, session);
    }
  });

  const refused: readonly [sql: string, what: Forbidden['what'], subject: RegExp][] = [
    ['SELECT * FROM db_lab.others', 'table', /^others$/],
    ['SELECT * FROM lines', 'table', /^lines$/],
    ['SELECT * FROM memory.db_lab.lines', 'table', /^lines$/],
    ['SELECT * FROM pg_catalog.pg_tables', 'table', /^pg_tables$/],
    ["SELECT * FROM '/etc/passwd'", 'table', /passwd/],
    ['SELECT (WITH q AS (SELECT 1) SELECT 1 FROM q) FROM q', 'table', /^q$/],
    ['SELECT 1 WHERE 1 IN (SELECT n FROM db_lab.others)', 'table', /^others$/],
    ["SELECT * FROM read_text('/etc/passwd')", 'function', /^read_text$/],
    ['SELECT * FROM duckdb_settings()', 'function', /^duckdb_settings$/],
    ['SELECT * FROM range(3)', 'function', /^range$/],
    ["SELECT GETENV('HOME')", 'function', /^getenv$/i],
    ["SELECT current_setting('threads')", 'function', /^current_setting$/],
    ['SELECT * FROM (SHOW TABLES)', 'statement', /^show_ref$/],
    ['SELECT 1; SELECT 2', 'statement', /more than one part/],
    ["COPY (SELECT 1) TO '/tmp/x'", 'statement', /./],
  ];
  for (const [sql, what, subject] of refused) {
    it(`refuses the ${what} of ${sql}`, async () => {
      await assert.rejects(guard(sql, tables, session), (error: unknown) => {
        assert.ok(error instanceof Forbidden);
        assert.equal(error.what, what);
        assert.match(error.subject, subject);
        return true;
      });
    });
  }
});
