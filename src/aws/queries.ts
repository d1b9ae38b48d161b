import {
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  ListQueryExecutionsCommand,
  paginateGetQueryResults,
  paginateListQueryExecutions,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
  type GetQueryResultsCommandOutput,
  type QueryExecution as AthenaQuery,
} from '@aws-sdk/client-athena';
import type { Queries, QueryExecution } from '../lab/ports/queries.ts';
import { aborting } from './aborting.ts';

/** Amazon Athena behind the lab's port. */
export function createQueries(client: AthenaClient): Queries {
  return {
    start: async (sql, { database, output, workGroup }) => {
      const { QueryExecutionId = '' } = await client.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          QueryExecutionContext: { Database: database },
          ResultConfiguration: { OutputLocation: output },
          ...(workGroup === undefined ? {} : { WorkGroup: workGroup }),
        }),
      );
      return QueryExecutionId;
    },
    get: async (id, signal) => {
      const { QueryExecution: query } = await client.send(
        new GetQueryExecutionCommand({ QueryExecutionId: id }),
        aborting(signal),
      );
      return executionOf(id, query);
    },
    recent: async (signal) => {
      const { QueryExecutionIds = [] } = await client.send(
        new ListQueryExecutionsCommand({ MaxResults: mostAtOnce }),
        aborting(signal),
      );
      const time = ({ submitted }: QueryExecution): number => submitted?.getTime() ?? 0;
      const found = await executions(client, QueryExecutionIds, signal);
      return found.sort((one, other) => time(other) - time(one));
    },
    history: async (since, signal) => {
      const found: QueryExecution[] = [];
      for await (const { QueryExecutionIds = [] } of paginateListQueryExecutions(
        { client, pageSize: mostAtOnce },
        {},
        aborting(signal),
      )) {
        const page = await executions(client, QueryExecutionIds, signal);
        const later = page.filter(({ submitted }) => submitted && submitted >= since);
        found.push(...later);
        // The newest come first: what follows a page of older ones is older still.
        if (!later.length) break;
      }
      return found;
    },
    result: async (id, signal) => {
      const columns: string[] = [];
      const rows: (string | undefined)[][] = [];
      for await (const page of paginateGetQueryResults(
        { client },
        { QueryExecutionId: id },
        aborting(signal),
      )) {
        if (!columns.length) columns.push(...columnsOf(page).map(({ name }) => name));
        rows.push(...rowsOf(page));
      }
      return { columns, rows: withoutHead(rows, columns) };
    },
    page: async (id, next, signal) => {
      const page = await client.send(
        new GetQueryResultsCommand({ QueryExecutionId: id, NextToken: next, MaxResults: 1000 }),
        aborting(signal),
      );
      const columns = columnsOf(page);
      const rows = rowsOf(page);
      const names = columns.map(({ name }) => name);
      return {
        columns,
        rows: next === undefined ? withoutHead(rows, names) : rows,
        next: page.NextToken,
      };
    },
    stop: async (id) => {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    },
  };
}

/** As many executions as Athena lists, and tells of, at once. */
const mostAtOnce = 50;

async function executions(
  client: AthenaClient,
  ids: string[],
  signal: AbortSignal | undefined,
): Promise<QueryExecution[]> {
  if (!ids.length) return [];
  const { QueryExecutions = [] } = await client.send(
    new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
    aborting(signal),
  );
  return QueryExecutions.map((query) => executionOf(query.QueryExecutionId ?? '', query));
}

const columnsOf = ({ ResultSet }: GetQueryResultsCommandOutput): { name: string; type: string }[] =>
  (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
    name: Name,
    type: Type,
  }));

const rowsOf = ({ ResultSet }: GetQueryResultsCommandOutput): (string | undefined)[][] =>
  (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map((cell) => cell.VarCharValue));

/** The rows without the first one of a SELECT, which repeats the names. */
const withoutHead = (rows: (string | undefined)[][], columns: readonly string[]): (string | undefined)[][] =>
  rows[0]?.every((value, index) => value === columns[index]) ? rows.slice(1) : rows;

function executionOf(id: string, query: AthenaQuery | undefined): QueryExecution {
  const { Status, Statistics } = query ?? {};
  return {
    id,
    sql: query?.Query ?? '',
    state: Status?.State ?? 'QUEUED',
    statementType: query?.StatementType ?? '',
    substatementType: query?.SubstatementType ?? '',
    reason: Status?.StateChangeReason ?? Status?.AthenaError?.ErrorMessage ?? '',
    scannedBytes: Statistics?.DataScannedInBytes ?? 0,
    milliseconds: Statistics?.TotalExecutionTimeInMillis ?? 0,
    output: query?.ResultConfiguration?.OutputLocation ?? '',
    submitted: Status?.SubmissionDateTime,
  };
}
