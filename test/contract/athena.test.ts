import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { openBench, type Bench } from '../support/athenaBench.ts';

describe('Athena', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows('CREATE DATABASE lab');
    await bench.put('lines/2026/a.csv', '1,0.0004,x,true\n2,100.0,"q",false\n');
    await bench.put('lines/2027/b.csv', '3,abc,\\N\n4,10000000,y,true,extra\n');
    await bench.rows(`CREATE EXTERNAL TABLE lines (n bigint, d double, s string, b boolean)
      PARTITIONED BY (year string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
      LOCATION 's3://data/lines/'`);
    await bench.rows(`ALTER TABLE lines ADD PARTITION (year = '2026') LOCATION 's3://data/lines/2026/'
      PARTITION (year = '2027') LOCATION 's3://data/lines/2027/'`);
  });
  after(() => bench.close());

  it('selects rows, the header first, numbers as Java writes them', async () => {
    assert.deepEqual(await bench.rows('SELECT n, d, s, b, year FROM lines ORDER BY n'), [
      ['n', 'd', 's', 'b', 'year'],
      ['1', '4.0E-4', 'x', 'true', '2026'],
      ['2', '100.0', '"q"', 'false', '2026'],
      ['3', undefined, undefined, undefined, '2027'],
      ['4', '1.0E7', 'y', 'true', '2027'],
    ]);
  });

  it('leaves the result as CSV in S3, every value quoted and NULL empty', async () => {
    const execution = await bench.ended(
      await bench.start(`SELECT n, s, 'a "b"' AS q FROM lines WHERE n > 1 ORDER BY n`),
    );
    const { OutputLocation = '' } = execution.ResultConfiguration ?? {};
    assert.match(OutputLocation, /^s3:\/\/data\/results\/[-0-9a-f]{36}\.csv$/);
    const key = OutputLocation.slice('s3://data/'.length);
    assert.equal(
      await bench.text(key),
      '"n","s","q"\n"2","""q""","a ""b"""\n"3",,"a ""b"""\n"4","y","a ""b"""\n',
    );
    assert.deepEqual(await bench.keys(`${key}.metadata`), [`${key}.metadata`]);
  });

  it('tells state, types of columns, times and bytes read', async () => {
    const id = await bench.start(
      'SELECT n, d, s, CAST(1 AS decimal(10,2)) AS x, count(*) AS c FROM lines GROUP BY 1, 2, 3',
    );
    const execution = await bench.ended(id);
    assert.equal(execution.StatementType, 'DML');
    assert.equal(execution.SubstatementType, 'SELECT');
    assert.equal(execution.EngineVersion?.EffectiveEngineVersion, 'Athena engine version 3');
    assert.equal(execution.Statistics?.DataScannedInBytes, 67);
    assert.ok(execution.Status?.SubmissionDateTime && execution.Status.CompletionDateTime);
    const { ResultSet } = await bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: id }));
    assert.deepEqual(
      ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type, Precision, Scale, CaseSensitive }) => [
        Name,
        Type,
        Precision,
        Scale,
        CaseSensitive,
      ]),
      [
        ['n', 'bigint', 19, 0, false],
        ['d', 'double', 17, 0, false],
        ['s', 'varchar', 2147483647, 0, true],
        ['x', 'decimal', 10, 2, false],
        ['c', 'bigint', 19, 0, false],
      ],
    );
  });

  it('reads only the partitions that WHERE leaves', async () => {
    const scanned = async (where: string): Promise<number | undefined> =>
      (await bench.ended(await bench.start(`SELECT count(*) FROM lines AS l WHERE ${where}`))).Statistics
        ?.DataScannedInBytes;
    assert.equal(await scanned("year = '2026'"), 34);
    assert.equal(await scanned("l.year > '2026' AND n > 0"), 33);
    assert.equal(await scanned("year IN ('2026', '2027')"), 67);
    assert.equal(await scanned("year = '2020'"), 0);
    assert.equal(await scanned("year = '2026' OR n = 3"), 67);
  });

  it('pages results by MaxResults and NextToken', async () => {
    const id = await bench.start('SELECT n FROM UNNEST(sequence(1, 2500)) AS t(n) ORDER BY n');
    await bench.ended(id);
    const pages: number[] = [];
    const values: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const reply = await bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: id, NextToken }));
      pages.push(reply.ResultSet?.Rows?.length ?? 0);
      values.push(...(reply.ResultSet?.Rows ?? []).map((row) => row.Data?.[0]?.VarCharValue));
      ({ NextToken } = reply);
    } while (NextToken !== undefined);
    assert.deepEqual(pages, [1000, 1000, 501]);
    assert.deepEqual(values.slice(0, 2), ['n', '1']);
    assert.equal(values.at(-1), '2500');
    assert.equal(new Set(values).size, 2501);
  });

  it('begins one execution for a token, and refuses the token with another query', async () => {
    const token = randomUUID();
    const send = (QueryString: string) =>
      bench.athena.send(
        new StartQueryExecutionCommand({
          QueryString,
          ClientRequestToken: token,
          ResultConfiguration: { OutputLocation: 's3://data/results/' },
        }),
      );
    const first = await send('SELECT 1');
    assert.equal((await send('SELECT 1')).QueryExecutionId, first.QueryExecutionId);
    await assert.rejects(send('SELECT 2'), {
      name: 'InvalidRequestException',
      message: 'Idempotent parameters do not match',
    });
  });

  it('refuses to start without an output location, in AWS’s words', async () => {
    await assert.rejects(bench.athena.send(new StartQueryExecutionCommand({ QueryString: 'SELECT 1' })), {
      name: 'InvalidRequestException',
      AthenaErrorCode: 'INVALID_INPUT',
      message:
        'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    });
  });

  it('refuses statements that are none when they are started', async () => {
    const refused = async (sql: string, message: RegExp): Promise<void> => {
      await assert.rejects(bench.start(sql), (error: Error & { AthenaErrorCode?: string }) => {
        assert.equal(error.name, 'InvalidRequestException');
        assert.equal(error.AthenaErrorCode, 'MALFORMED_QUERY');
        assert.match(error.message, message);
        return true;
      });
    };
    await refused('SELEC 1', /^line 1:1: mismatched input 'SELEC'\. Expecting: 'ALTER'/);
    await refused('SELECT (1', /^line 1:10: mismatched input '<EOF>'\. Expecting: '\)'/);
    await refused('SELECT FROM lines', /^Queries of this type are not supported$/);
    await refused('SELECT 1; SELECT 2', /^Only one sql statement is allowed/);
    await refused("UNLOAD (SELECT 1) TO 's3://b/x'", /does not run UNLOAD/);
  });

  it('names what it does not find as Athena does, with the place', async () => {
    assert.equal(
      await bench.failure('SELECT * FROM nothing'),
      "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.lab.nothing' does not exist",
    );
    assert.equal(
      await bench.failure('SELECT *\n  FROM other.t'),
      "SCHEMA_NOT_FOUND: line 2:8: Schema 'other' does not exist",
    );
    assert.equal(
      await bench.failure('SELECT n, failure_cycl FROM lines'),
      "COLUMN_NOT_FOUND: line 1:11: Column 'failure_cycl' cannot be resolved or requester is not authorized to access requested resources",
    );
    assert.equal(
      await bench.failure('SELECT frobnicate(n) FROM lines'),
      "FUNCTION_NOT_FOUND: line 1:8: Function 'frobnicate' not registered",
    );
    assert.equal(
      await bench.failure('SELECT n FROM lines WHERE year = 2026'),
      'TYPE_MISMATCH: line 1:32: Cannot apply operator: varchar = integer',
    );
    assert.equal(
      await bench.failure('SELECT n FROM lines WHERE 2026 < year'),
      'TYPE_MISMATCH: line 1:32: Cannot apply operator: integer < varchar',
    );
    assert.equal(
      await bench.failure("SELECT CASE WHEN l.n <> 'x' THEN 1 END FROM lines l"),
      'TYPE_MISMATCH: line 1:22: Cannot apply operator: bigint <> varchar(1)',
    );
    assert.equal(
      await bench.failure('SELECT a.n FROM lines a JOIN lines b ON a.n = b.year'),
      'TYPE_MISMATCH: line 1:45: Cannot apply operator: bigint = varchar',
    );
    assert.deepEqual(
      await bench.rows(
        'SELECT n FROM lines WHERE n IN (SELECT m FROM (SELECT 1 AS m, 5 AS year) WHERE year = 5)',
      ),
      [['n'], ['1']],
    );
    assert.equal(await bench.failure('SELECT n / 0 FROM lines'), 'DIVISION_BY_ZERO: Division by zero');
    assert.equal(
      await bench.failure('SELECT cardinality(sequence(1, 10001))'),
      'INVALID_FUNCTION_ARGUMENT: result of sequence function must not have more than 10000 entries',
    );
    assert.equal(
      await bench.failure("SELECT CAST('abc' AS integer)"),
      "INVALID_CAST_ARGUMENT: Cannot cast 'abc' to integer",
    );
  });

  it('has no results of a query that failed', async () => {
    const id = await bench.start('SELECT * FROM nothing');
    const execution = await bench.ended(id);
    assert.equal(execution.Status?.State, 'FAILED');
    assert.deepEqual(execution.Status.AthenaError, {
      ErrorCategory: 2,
      ErrorType: 1301,
      Retryable: false,
      ErrorMessage: execution.Status.StateChangeReason,
    });
    await assert.rejects(bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: id })), {
      name: 'InvalidRequestException',
      AthenaErrorCode: 'INVALID_QUERY_EXECUTION_STATE',
      message: 'Query did not finish successfully. Final query state: FAILED',
    });
    await assert.rejects(bench.athena.send(new GetQueryExecutionCommand({ QueryExecutionId: 'none' })), {
      message: 'QueryExecution none was not found',
    });
  });

  it('stops a running query at once', async () => {
    const id = await bench.start(
      'SELECT sum(a.n * b.n * c.n) FROM UNNEST(sequence(1, 10000)) AS a(n) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(n) CROSS JOIN UNNEST(sequence(1, 10000)) AS c(n)',
    );
    await bench.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    const execution = await bench.ended(id);
    assert.equal(execution.Status?.State, 'CANCELLED');
    assert.equal(execution.Status.StateChangeReason, 'Query cancelled by user');
    // The engine is free again: another query ends.
    assert.deepEqual(await bench.rows('SELECT 1 AS n'), [['n'], ['1']]);
  });

  it('shows `$path` as an S3 URI, and only when it is asked for', async () => {
    assert.deepEqual(await bench.rows(`SELECT DISTINCT "$path" AS p FROM lines ORDER BY 1`), [
      ['p'],
      ['s3://data/lines/2026/a.csv'],
      ['s3://data/lines/2027/b.csv'],
    ]);
    assert.deepEqual(
      (await bench.rows(`SELECT * FROM lines WHERE "$path" LIKE '%a.csv' ORDER BY n`)).map(
        (row) => row.length,
      ),
      [5, 5, 5],
    );
    assert.deepEqual(
      await bench.rows(
        `WITH q AS (SELECT n AS m, "$path" AS p FROM lines) SELECT q.*, l.* FROM q JOIN lines l ON l.n = q.m AND l."$path" = q.p WHERE m = 1`,
      ),
      [
        ['m', 'p', 'n', 'd', 's', 'b', 'year'],
        ['1', 's3://data/lines/2026/a.csv', '1', '4.0E-4', 'x', 'true', '2026'],
      ],
    );
    assert.deepEqual(
      await bench.rows(`SELECT * FROM (SELECT DISTINCT "$path" AS p FROM lines WHERE n = 4)`),
      [['p'], ['s3://data/lines/2027/b.csv']],
    );
  });

  it('writes text that ends with the partition columns’ folders', async () => {
    const id = await bench.start(`CREATE TABLE split WITH (format = 'TEXTFILE', field_delimiter = ',',
      external_location = 's3://data/split/', partitioned_by = ARRAY['side', 'year'])
      AS SELECT d, n, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END AS side, year FROM lines`);
    const execution = await bench.ended(id);
    assert.equal(execution.Status?.State, 'SUCCEEDED', execution.Status?.StateChangeReason);
    assert.equal(execution.SubstatementType, 'CREATE_TABLE_AS_SELECT');
    const keys = await bench.keys('split/');
    assert.equal(keys.length, 4);
    for (const key of keys) {
      assert.match(
        key,
        /^split\/side=(even|odd)\/year=202[67]\/\d{8}_\d{6}_\d{5}_[0-9a-f]{5}_[-0-9a-f]{36}\.gz$/,
      );
    }
    const texts = await Promise.all(keys.map((key) => bench.text(key)));
    assert.deepEqual(texts, ['100.0,2\n', '1.0E7,4\n', '4.0E-4,1\n', '\\N,3\n']);
    assert.deepEqual(await bench.rows(`SELECT side, count(*) AS c FROM split GROUP BY side ORDER BY side`), [
      ['side', 'c'],
      ['even', '2'],
      ['odd', '2'],
    ]);
    const { UpdateCount, ResultSet } = await bench.athena.send(
      new GetQueryResultsCommand({ QueryExecutionId: id }),
    );
    assert.equal(UpdateCount, 4);
    assert.deepEqual(ResultSet?.Rows, []);
    const manifest = execution.Statistics?.DataManifestLocation ?? '';
    assert.equal(manifest, `s3://data/results/tables/${id}-manifest.csv`);
    assert.equal(
      await bench.text(manifest.slice('s3://data/'.length)),
      keys.map((key) => `s3://data/${key}\n`).join(''),
    );
  });
});
