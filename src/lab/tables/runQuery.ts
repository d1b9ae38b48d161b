import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import { poll } from '../follow/poll.ts';
import { isCancelled } from '../leaving.ts';
import type { QueryExecution, QueryResult } from '../ports/queries.ts';
import { isOver, queryRunState } from '../runState.ts';
import { StageError } from '../stage.ts';

/** Seconds between two looks at a query. */
const lookEvery = 1;

/** A query that failed, with Athena's own words as the message. */
export class QueryError extends StageError {
  constructor(sql: string, state: string, reason: string) {
    const [first = ''] = sql
      .replaceAll(/^\s*--.*$/gm, '')
      .trim()
      .split('\n');
    super(
      `The query "${first.length > 60 ? `${first.slice(0, 60)}…` : first}" ended ${state}: ${reason}`,
      'Correct the query as the message says, and run it again.',
    );
  }
}

/** Where a query finds tables without a database, and the bucket for its results. */
export interface QueryPlace {
  readonly database: string;
  readonly output: string;
}

/** Starts a query and answers with its id. */
export function startQuery({ ports }: LabAccount, sql: string, where: QueryPlace): Promise<string> {
  return ports.queries.start(sql, { database: where.database, output: `s3://${where.output}/` });
}

/** Runs a query to its end, whichever that is; see `finishQuery`. */
export async function executeQuery(
  account: LabAccount,
  sql: string,
  where: QueryPlace,
  signal: AbortSignal,
  onLook?: (query: QueryExecution) => void,
): Promise<QueryExecution> {
  return finishQuery(account, await startQuery(account, sql, where), signal, onLook);
}

/**
 * Follows a query of one's own to its end, whichever that is. When it is cancelled, the query is stopped: nobody would
 * read its result.
 * @param onLook is told each time how it stands.
 */
export async function finishQuery(
  account: LabAccount,
  id: string,
  signal: AbortSignal,
  onLook?: (query: QueryExecution) => void,
): Promise<QueryExecution> {
  const { queries } = account.ports;
  const look = async (): Promise<QueryExecution> => {
    const query = await queries.get(id, signal);
    onLook?.(query);
    return query;
  };
  try {
    return await poll(account, lookEvery, signal, look, ({ state }) => isOver(queryRunState[state]));
  } catch (error) {
    if (isCancelled(signal)) await queries.stop(id);
    throw error;
  }
}

/** Follows somebody else's query to its end. */
export async function followQuery(account: LabAccount, id: string, signal: AbortSignal): Promise<void> {
  const look = (): Promise<QueryExecution> => account.ports.queries.get(id, signal);
  await poll(account, lookEvery, signal, look, ({ state }) => isOver(queryRunState[state]));
}

/** The execution of this very query that is under way, if one is. */
export async function queryUnderWay(
  account: LabAccount,
  sql: string,
  signal: AbortSignal,
): Promise<QueryExecution | undefined> {
  const recent = await recentQueries(account, signal);
  return recent.find((query) => query.sql === sql && !isOver(queryRunState[query.state]));
}

/** The latest executions, the newest first; where nobody may look, there are none. */
export async function recentQueries({ ports }: LabAccount, signal: AbortSignal): Promise<QueryExecution[]> {
  try {
    return await ports.queries.recent(signal);
  } catch (error) {
    if (isAccessDenied(error)) return [];
    throw error;
  }
}

/** Runs a query and answers with its id. Throws a QueryError when it fails. */
export async function runQuery(
  account: LabAccount,
  sql: string,
  where: QueryPlace,
  signal: AbortSignal,
): Promise<string> {
  const query = await executeQuery(account, sql, where, signal);
  requireSucceeded(query, sql);
  return query.id;
}

/** Throws a QueryError for a query that has not succeeded. */
export function requireSucceeded({ state, reason }: QueryExecution, sql: string): void {
  if (queryRunState[state] !== 'done') throw new QueryError(sql, state, reason);
}

/** Runs a query and answers with its rows, as objects by column name. */
export async function queryRows(
  account: LabAccount,
  sql: string,
  where: QueryPlace,
  signal: AbortSignal,
): Promise<Record<string, string | undefined>[]> {
  const id = await runQuery(account, sql, where, signal);
  return rowsByName(await account.ports.queries.result(id, signal));
}

function rowsByName({ columns, rows }: QueryResult): Record<string, string | undefined>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}
