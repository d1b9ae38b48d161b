import assert from 'node:assert/strict';
import {
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  ListQueryExecutionsCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { openBench, type Bench } from '../support/athenaBench.ts';

/** Would run for hours. */
const endless =
  'SELECT sum(a.n * b.n * c.n * d.n) AS s FROM ' +
  ['a', 'b', 'c', 'd'].map((name) => `UNNEST(sequence(1, 10000)) AS ${name}(n)`).join(' CROSS JOIN ');

describe('Athena’s query executions', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
    await bench.rows('CREATE DATABASE lab');
  });
  after(() => bench.close());

  const stateOf = async (QueryExecutionId: string): Promise<string | undefined> =>
    (await bench.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution?.Status
      ?.State;

  const running = async (id: string): Promise<void> => {
    const deadline = Date.now() + 20_000;
    while ((await stateOf(id)) !== 'RUNNING') {
      assert.ok(Date.now() < deadline, 'the query did not begin');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('has no results of a query that runs, waits, or was stopped', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => bench.start(endless)));
    const [first = '', , , , last = ''] = ids;
    await running(first);
    await assert.rejects(bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: first })), {
      name: 'InvalidRequestException',
      AthenaErrorCode: 'INVALID_QUERY_EXECUTION_STATE',
      message: 'Query has not yet finished. Current state: RUNNING',
    });
    const states = await Promise.all(ids.map(stateOf));
    assert.deepEqual(states.sort(), ['QUEUED', 'RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
    await Promise.all(
      ids.map((QueryExecutionId) => bench.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }))),
    );
    for (const id of ids) assert.equal((await bench.ended(id)).Status?.State, 'CANCELLED');
    await assert.rejects(bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: last })), {
      name: 'InvalidRequestException',
    });
    // A stopped execution may be stopped again, and leaves no result.
    await bench.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: first }));
    assert.deepEqual(await bench.keys(`results/${first}`), []);
    assert.deepEqual(await bench.rows('SELECT 1 AS n'), [['n'], ['1']]);
  });

  it('ends FAILED what ran when the account ended, and keeps what had succeeded', async () => {
    const done = await bench.start("SELECT 'kept' AS word");
    await bench.ended(done);
    const broken = await bench.start(endless);
    await running(broken);
    await bench.account.restart();
    const execution = await bench.ended(broken);
    assert.equal(execution.Status?.State, 'FAILED');
    assert.equal(execution.Status.StateChangeReason, 'The practice account ended while the query ran.');
    assert.equal(execution.Status.AthenaError?.ErrorCategory, 1);
    const { ResultSet } = await bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId: done }));
    assert.deepEqual(
      ResultSet?.Rows?.map(({ Data }) => Data?.[0]?.VarCharValue),
      ['word', 'kept'],
    );
    const batch = await bench.athena.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [done, broken, 'none'] }),
    );
    assert.deepEqual(
      batch.QueryExecutions?.map(({ Status }) => Status?.State),
      ['SUCCEEDED', 'FAILED'],
    );
    assert.deepEqual(
      batch.UnprocessedQueryExecutionIds?.map((each) => each.QueryExecutionId),
      ['none'],
    );
  });

  it('lists executions, the latest first, in pages', async () => {
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const reply = await bench.athena.send(new ListQueryExecutionsCommand({ MaxResults: 3, NextToken }));
      assert.ok((reply.QueryExecutionIds?.length ?? 0) <= 3);
      ids.push(...(reply.QueryExecutionIds ?? []));
      ({ NextToken } = reply);
    } while (NextToken !== undefined);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 9);
  });

  it('refuses pages and tokens that are none', async () => {
    const QueryExecutionId = await bench.start('SELECT 1 AS n');
    await bench.ended(QueryExecutionId);
    const page = (input: { MaxResults?: number; NextToken?: string }) =>
      bench.athena.send(new GetQueryResultsCommand({ QueryExecutionId, ...input }));
    await assert.rejects(page({ MaxResults: 1001 }), { name: 'InvalidRequestException' });
    await assert.rejects(page({ MaxResults: 0 }), { name: 'InvalidRequestException' });
    await assert.rejects(page({ NextToken: 'nonsense' }), { name: 'InvalidRequestException' });
    await assert.rejects(bench.start(''), { name: 'InvalidRequestException' });
    await assert.rejects(bench.start(`SELECT '${'x'.repeat(262_144)}'`), { name: 'InvalidRequestException' });
  });

  it('pages rows with line breaks, quotes and NULL in them, header and rows alike', async () => {
    const id = await bench.start(
      `SELECT n, IF(n % 2 = 0, 'a' || chr(10) || '"b", ' || CAST(n AS varchar)) AS s FROM UNNEST(sequence(1, 7)) AS t(n) ORDER BY n`,
    );
    await bench.ended(id);
    const rows: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const reply = await bench.athena.send(
        new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 2, NextToken }),
      );
      rows.push(
        ...(reply.ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map((each) => each.VarCharValue)),
      );
      ({ NextToken } = reply);
    } while (NextToken !== undefined);
    assert.deepEqual(rows, [
      ['n', 's'],
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => [String(n), n % 2 ? undefined : `a\n"b", ${n}`]),
    ]);
  });
});
