import type { LabAccount } from '../account.ts';
import { labFileNames } from '../files/labFileNames.ts';
import { readCtas } from '../patch/ctas.ts';
import { sqlTokens } from '../patch/sqlTokens.ts';
import type { Table } from '../ports/catalog.ts';
import { queryRunState } from '../runState.ts';
import { recentQueries } from './runQuery.ts';
import type { SplitTable } from './splitTable.ts';

/**
 * Why a split that is whole is out of date, in a sentence: its rows were written anew since, or its query was edited.
 * Undefined where nothing tells so.
 * @param newestRows when the curated rows were last written.
 */
export async function outdatedSplit(
  account: LabAccount,
  { file, table: name }: SplitTable,
  { updated }: Table,
  newestRows: Date,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (updated && newestRows > updated) return 'The curated rows were written anew after the split was made.';
  const made = (await recentQueries(account, signal)).find(
    ({ sql, state }) => queryRunState[state] === 'done' && readCtas(sql)?.table.value === name,
  );
  return made && !isSameQuery(made.sql, file.after)
    ? `The split was made by another query than ${labFileNames.split} holds now.`
    : undefined;
}

/** Whether two queries differ in spaces, comments and a semicolon at the end at most. */
export function isSameQuery(one: string, other: string): boolean {
  const text = (sql: string): string =>
    sqlTokens(sql)
      .map(({ kind, body }) => `${kind} ${body}`)
      .join('\n')
      .replace(/\nsymbol ;$/, '');
  return text(one) === text(other);
}
