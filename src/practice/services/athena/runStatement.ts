import type { Statement } from '../../engines/sql/statement.ts';
import { createTableAs } from './createTableAs.ts';
import {
  addPartitions,
  createDatabase,
  createTable,
  createView,
  dropDatabase,
  dropPartitions,
  dropTable,
  repairTable,
} from './definitions.ts';
import { insertInto } from './insertInto.ts';
import { list } from './listings.ts';
import { runExplain, runSelect } from './runQuery.ts';
import type { StatementOutcome, StatementRun } from './statementRun.ts';

/** Runs one statement; throws QueryError, and the signal's reason when it is stopped. */
export async function runStatement(run: StatementRun, statement: Statement): Promise<StatementOutcome> {
  switch (statement.kind) {
    case 'select':
      return runSelect(run, statement.query);
    case 'explain':
      return runExplain(run, statement.query);
    case 'createTableAs':
      return createTableAs(run, statement);
    case 'insert':
      return insertInto(run, statement);
    case 'createView':
      return createView(run, statement);
    case 'createTable':
      return createTable(run, statement);
    case 'dropTable':
    case 'dropView':
      return dropTable(run, statement);
    case 'createDatabase':
      return createDatabase(run, statement);
    case 'dropDatabase':
      return dropDatabase(run, statement);
    case 'addPartitions':
      return addPartitions(run, statement);
    case 'dropPartitions':
      return dropPartitions(run, statement);
    case 'repairTable':
      return repairTable(run, statement.table);
    default:
      return list(run, statement);
  }
}
