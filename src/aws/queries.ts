import {
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { Queries } from '../lab/ports/queries.ts';
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
      return {
        id,
        sql: query?.Query ?? '',
        state: query?.Status?.State ?? 'QUEUED',
        reason: query?.Status?.StateChangeReason ?? query?.Status?.AthenaError?.ErrorMessage ?? '',
        scannedBytes: query?.Statistics?.DataScannedInBytes ?? 0,
        output: query?.ResultConfiguration?.OutputLocation ?? '',
      };
    },
    result: async (id, signal) => {
      const columns: string[] = [];
      const rows: (string | undefined)[][] = [];
      for await (const page of paginateGetQueryResults(
        { client },
        { QueryExecutionId: id },
        aborting(signal),
      )) {
        if (!columns.length) {
          columns.push(...(page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '' }) => Name));
        }
        rows.push(
          ...(page.ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map((cell) => cell.VarCharValue)),
        );
      }
      // A SELECT's first row repeats the names.
      const [head] = rows;
      if (head?.every((value, index) => value === columns[index])) rows.shift();
      return { columns, rows };
    },
    stop: async (id) => {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    },
  };
}
