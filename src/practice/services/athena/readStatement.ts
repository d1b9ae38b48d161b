import { randomUUID } from 'node:crypto';
import { parseQuery } from '../../engines/sql/query.ts';
import { parseStatement } from '../../engines/sql/parseStatement.ts';
import type { Statement } from '../../engines/sql/statement.ts';
import { SqlSyntaxError } from '../../engines/sql/tokens.ts';
import type { Catalog } from '../glue/catalog.ts';
import { invalidRequest } from './invalidRequest.ts';

/** Reads a statement before it is run; throws InvalidRequestException where Athena refuses to start one. */
export async function readStatement(
  sql: string,
  database: string | undefined,
  { catalog }: { readonly catalog: Catalog },
): Promise<Statement> {
  let statement: Statement;
  try {
    statement = parseStatement(sql);
    if ('query' in statement) await parseQuery(statement.query);
  } catch (error) {
    if (error instanceof SqlSyntaxError) throw invalidRequest(error.message, 'MALFORMED_QUERY');
    throw error;
  }
  if (statement.kind === 'describe' || statement.kind === 'showColumns') {
    const { table } = statement;
    if (!catalog.table(table.database ?? (database ?? 'default').toLowerCase(), table.name)) {
      throw invalidRequest(
        'Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; ' +
          `Request ID: ${randomUUID()}; Proxy: null)`,
      );
    }
  }
  if (statement.kind === 'createTable' && statement.location === undefined) {
    throw invalidRequest(
      'No location was specified for table. An S3 location must be specified',
      'MALFORMED_QUERY',
    );
  }
  return statement;
}
