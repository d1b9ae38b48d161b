import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEngine, quoted, type Engine } from '../../../../../src/practice/engines/duckdb/engine.ts';

describe('the DuckDB engine', () => {
  let folder: string;
  let engine: Engine;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'engine-'));
    mkdirSync(path.join(folder, 'own'));
    mkdirSync(path.join(folder, 'own-not'));
    writeFileSync(path.join(folder, 'own', 'a.csv'), '1\n');
    writeFileSync(path.join(folder, 'own-not', 'a.csv'), '1\n');
    engine = await createEngine({ folders: [path.join(folder, 'own')], memoryLimitMiB: 100, threads: 1 });
  });
  after(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const fails = async (sql: string, message: RegExp): Promise<void> => {
    const session = await engine.session();
    await assert.rejects(session.query(sql), message, sql);
    session.close();
  };

  it('reads the files of its folders and no others', async () => {
    const session = await engine.session();
    const { rows } = await session.query(
      `SELECT * FROM read_csv(${quoted(path.join(folder, 'own', 'a.csv'))}, header = false)`,
    );
    assert.deepEqual(rows, [[1n]]);
    session.close();
    const outside = path.join(folder, 'own-not', 'a.csv');
    await fails(`SELECT * FROM read_csv(${quoted(outside)})`, /disabled by configuration/);
    await fails(
      `SELECT * FROM read_text(${quoted(path.join(folder, 'own', '..', 'own-not', 'a.csv'))})`,
      /disabled by configuration/,
    );
    await fails(`COPY (SELECT 1) TO ${quoted(path.join(folder, 'x.csv'))}`, /disabled by configuration/);
    await fails(`ATTACH ${quoted(path.join(folder, 'x.db'))}`, /disabled by configuration/);
  });

  it('loads no extension and lets nobody change its configuration', async () => {
    await fails('LOAD httpfs', /disabled through configuration/);
    await fails('INSTALL httpfs', /disabled by configuration/);
    await fails('SET enable_external_access = true', /locked|Cannot/);
    await fails("SET memory_limit = '10GB'", /locked/);
  });

  it('keeps the temporary views of one session from the others', async () => {
    const [one, other] = [await engine.session(), await engine.session()];
    await one.run('CREATE TEMP VIEW v AS SELECT 1');
    await assert.rejects(other.query('SELECT * FROM v'), /does not exist/);
    one.close();
    other.close();
  });

  it('ends a running statement when it is interrupted', async () => {
    const session = await engine.session();
    const running = session.query('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b');
    const timer = setInterval(() => session.interrupt(), 10);
    await assert.rejects(running, /Interrupted/i);
    clearInterval(timer);
    session.close();
  });

  it('streams a result in batches', async () => {
    const session = await engine.session();
    const { columns, batches } = await session.stream('SELECT range AS n FROM range(10000)');
    let count = 0;
    for await (const batch of batches) count += batch.length;
    assert.deepEqual(columns, [{ name: 'n', type: 'BIGINT' }]);
    assert.equal(count, 10_000);
    session.close();
  });
});
