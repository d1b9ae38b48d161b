import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../../src/practice/clock.ts';
import { createEngine, quoted, type Engine } from '../../src/practice/engines/duckdb/engine.ts';
import { createSparkEngine, type SparkEngine } from '../../src/practice/engines/spark/sparkEngine.ts';
import { createCatalog, type CatalogTable } from '../../src/practice/services/glue/catalog.ts';
import { createJobData } from '../../src/practice/services/glue/jobData.ts';
import { createObjects, type Objects } from '../../src/practice/services/s3/objects.ts';
import { openStore, type Store } from '../../src/practice/store/store.ts';
import { programs } from './pyspark/programs.ts';
import { refereePython } from './refereePython.ts';

const bucket = 'datalake-curated-datasets-123456789012-us-east-1-test';
const standIn = path.resolve('test/referees/pyspark');

describe('real PySpark as the referee', function () {
  this.timeout(300_000);
  let python: string;
  let folder: string;
  let store: Store;
  let objects: Objects;
  let engine: Engine;
  let spark: SparkEngine;

  before(async function () {
    python = refereePython(this);
    folder = mkdtempSync(path.join(os.tmpdir(), 'pyspark-'));
    store = openStore(path.join(folder, 'store'));
    objects = createObjects(store);
    const scratch = store.subfolder('scratch');
    engine = await createEngine({
      folders: [objects.folder, scratch, folder],
      memoryLimitMiB: 400,
      threads: 2,
    });
    spark = createSparkEngine({ assets: path.resolve('dist'), folder });
  });

  after(async () => {
    if (!folder) return;
    await spark.close();
    engine.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const onReal = (script: string, args: string[], env: Record<string, string> = {}): string => {
    const { stdout, stderr, status } = spawnSync(python, [script, ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        PYTHONPATH: standIn,
        PYSPARK_PYTHON: python,
        SPARK_LOCAL_IP: '127.0.0.1',
        ...env,
      },
    });
    assert.equal(status, 0, stderr.slice(-3000));
    return stdout;
  };

  const onOurs = async (script: string, args: string[]): Promise<string[]> => {
    const catalog = createCatalog(store);
    const bookmark = { fresh: <T>(_context: string, all: readonly T[]) => [...all], commit: () => undefined };
    const data = { engine, objects, catalog, bookmark, clock: createClock(0), store };
    const host = await createJobData(data);
    const lines: string[] = [];
    const outcome = await spark.run({
      name: 'glue_job.py',
      script,
      args,
      host,
      onLine: (_stream, line) => lines.push(line),
      signal: new AbortController().signal,
    });
    host.close();
    assert.equal(outcome.kind, 'succeeded', JSON.stringify(outcome));
    return lines;
  };

  it('runs glue_job.py, unchanged, to the same rows', async () => {
    const text = submissions();
    const input = path.join(folder, 'input.txt');
    const output = path.join(folder, 'real');
    writeFileSync(input, text);
    onReal(path.resolve('glue/glue_job.py'), ['--JOB_NAME', 'calc_rul'], {
      REFEREE_INPUT: input,
      REFEREE_OUTPUT: output,
    });

    objects.createBucket('submissions');
    objects.createBucket(bucket);
    await objects.put('submissions', 'streaming_submissions/2026/01/02/08/one', text);
    const catalog = createCatalog(store);
    catalog.createDatabase(table.database);
    catalog.putTable(table);
    const location = 's3://submissions/streaming_submissions/2026/01/02/08/';
    catalog.putPartitions(table, [{ values: ['2026', '01', '02', '08'], location, created: 1 }]);
    const script = readFileSync('glue/glue_job.py', 'utf8').replace(
      /datalake-curated-datasets-ACCOUNT[^/"]*/,
      bucket,
    );
    await onOurs(script, ['--JOB_NAME', 'calc_rul']);

    const written = objects.list(bucket);
    assert.ok(written.length > 0);
    for (const { key } of written)
      assert.match(
        key,
        /^year=2026\/month=01\/day=02\/hour=08\/run-\d+-part-block-0-r-\d{5}-snappy\.parquet$/,
      );
    const session = await engine.session();
    const ours = `read_parquet([${written.map((object) => quoted(object.path)).join(', ')}], hive_partitioning = false)`;
    const real = `read_parquet(${quoted(`${output}/**/*.parquet`)}, hive_partitioning = false)`;
    const schema = async (from: string): Promise<unknown[][]> =>
      (await session.query(`DESCRIBE SELECT * FROM ${from}`)).rows.map((row) => row.slice(0, 2));
    assert.deepEqual(await schema(ours), await schema(real));
    const counts =
      `SELECT (SELECT count(*) FROM ${ours}), (SELECT count(*) FROM ${real}), ` +
      `(SELECT count(*) FROM (FROM ${ours} EXCEPT ALL FROM ${real})), (SELECT min(failure_cycle) FROM ${ours})`;
    const { rows } = await session.query(counts);
    session.close();
    assert.deepEqual(rows, [[600n, 600n, 0n, 0n]]);
  });

  it('prints what the practice account’s Spark prints, program for program', async () => {
    const file = path.join(folder, 'programs.json');
    writeFileSync(file, JSON.stringify(programs));
    const marked = onReal(path.join(standIn, 'snippets.py'), [file]);
    const real = JSON.parse(marked.slice(marked.lastIndexOf('RESULTS') + 7)) as string[];
    const runner = readFileSync(path.join(standIn, 'snippets.py'), 'utf8').replace(
      /with open[\s\S]*?json\.load\(file\)/,
      () => `programs = json.loads(${JSON.stringify(JSON.stringify(programs))})`,
    );
    const lines = await onOurs(runner, []);
    const line = lines.find((each) => each.startsWith('RESULTS')) ?? 'RESULTS[]';
    const ours = JSON.parse(line.slice(7)) as string[];
    const differences = programs.flatMap((program, index) =>
      real[index] === ours[index]
        ? []
        : [
            `${program.split('\n').slice(3).join('\n')}--- Spark\n${real[index] ?? ''}--- practice account\n${ours[index] ?? ''}`,
          ],
    );
    assert.equal(
      differences.length,
      0,
      `${differences.length} of ${programs.length} differ:\n${differences.join('\n')}`,
    );
  });
});

const table: CatalogTable = {
  database: 'datalake_submissions',
  name: 'streaming_submissions',
  columns: Array.from({ length: 29 }, (_, index) => ({
    name: `col${index}`,
    type: index === 0 || index > 26 ? 'string' : [1, 2, 22, 23].includes(index) ? 'bigint' : 'double',
  })),
  partitionKeys: [0, 1, 2, 3].map((index) => ({ name: `partition_${index}`, type: 'string' })),
  location: 's3://submissions/streaming_submissions/',
  format: 'csv',
  csv: { delimiter: ' ' },
  parameters: {},
  tableType: 'EXTERNAL_TABLE',
  created: 1,
  updated: 1,
};

/** 600 lines of 12 engines of 2 files, in the form of NASA's with the file's name in front. */
function submissions(): string {
  const lines = ['train_FD001.txt', 'train_FD002.txt'].flatMap((file) =>
    Array.from({ length: 300 }, (_, row) => {
      const sensors = Array.from({ length: 21 }, (_, sensor) =>
        sensor === 16 || sensor === 17 ? String(300 + (row % 7)) : (row * 0.37 + sensor).toFixed(2),
      );
      return (
        [file, (row % 6) + 1, Math.floor(row / 6) + 1, '-0.0000', '0.0002', '100.0', ...sensors].join(' ') +
        '  \n'
      );
    }),
  );
  return lines.join('');
}
