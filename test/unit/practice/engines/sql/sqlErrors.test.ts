import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { sqlErrors } from '../../../../../src/practice/engines/sql/sqlErrors.ts';

/** The errors of a text, each as what is marked, and the words. */
const marked = async (text: string) =>
  (await sqlErrors(text)).map(({ offset, length, message }) => [
    text.slice(offset, offset + length),
    message,
  ]);

describe('errors in a file of SQL', function () {
  this.timeout(30_000);

  it("are none in the lab's own queries", async () => {
    for (const file of readdirSync('sql'))
      assert.deepEqual(await marked(readFileSync(path.join('sql', file), 'utf8')), [], file);
  });

  for (const text of [
    '',
    '-- nothing\n;;\n',
    'MSCK REPAIR TABLE d.t; SHOW PARTITIONS d.t; DESCRIBE t; SHOW CREATE TABLE t',
    "ALTER TABLE t ADD IF NOT EXISTS PARTITION (year = '2026') LOCATION 's3://b/y/'; ALTER TABLE t RENAME TO u",
    "UNLOAD (SELECT 1) TO 's3://b/'; DELETE FROM t WHERE a = 1; VACUUM t; GRANT SELECT ON t TO u",
    "CREATE EXTERNAL TABLE IF NOT EXISTS t (a int) PARTITIONED BY (b string) LOCATION 's3://b/t/'; EXPLAIN ANALYZE SELECT 1",
    "INSERT INTO d.t SELECT 'a;b', \"x;y\" FROM u -- ; not an end\n WHERE a = '🚀'",
  ]) {
    it(`are none in ${JSON.stringify(text.slice(0, 50))}`, async () => {
      assert.deepEqual(await marked(text), []);
    });
  }

  for (const end of ['\n', '\r\n']) {
    it(`mark what is wrong in each statement, whatever stands before it (${JSON.stringify(end)})`, async () => {
      const text = [
        "-- it's 🚀 a comment",
        "SELECT '🚀🚀', a FORM t;",
        'SELECT 1;',
        'SELEC 2;',
        "/* ; */ CREATE TABLE t WITH (format 'TEXTFILE') AS SELECT 1;",
        'SELECT (1',
      ].join(end);
      const found = await marked(text);
      assert.deepEqual(
        found.map(([what]) => what),
        ['t', 'SELEC', "'TEXTFILE'", '1'],
      );
      for (const [, message = ''] of found) assert.match(message, /^mismatched input '.*'\. Expecting: /);
    });
  }

  it('mark a quote that is not closed', async () => {
    const [[what, message] = []] = await marked("SELECT 1;\nSELECT 'a");
    assert.equal(what, "'a");
    assert.match(message ?? '', /Expecting: <string>/);
  });
});

describe('the worker that reads SQL files', function () {
  this.timeout(30_000);

  it('answers each text by its number, in order', async () => {
    const worker = new Worker(new URL('file:' + path.resolve('dist/sqlErrorsWorker.mjs')));
    try {
      const answers: unknown[] = [];
      const both = new Promise<void>((resolve, reject) => {
        worker.once('error', reject);
        worker.on('message', (answer) => {
          answers.push(answer);
          if (answers.length === 2) resolve();
        });
      });
      worker.postMessage({ id: 7, sql: 'SELECT FROM' });
      worker.postMessage({ id: 8, sql: 'SELECT 1' });
      await both;
      assert.deepEqual(
        answers.map((answer) => {
          const { id, errors } = answer as { id: number; errors: unknown[] };
          return [id, errors.length];
        }),
        [
          [7, 1],
          [8, 0],
        ],
      );
    } finally {
      await worker.terminate();
    }
  });
});
