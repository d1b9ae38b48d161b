import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import type { ColumnInfo } from '@aws-sdk/client-athena';
import type { ResultColumn } from '../../engines/duckdb/engine.ts';
import { textOf } from '../../engines/sql/javaText.ts';
import { resultType } from '../../engines/sql/trinoTypes.ts';
import { AccountSession, type PreparedQuery } from './accountSession.ts';
import { textColumn, type StatementOutcome, type StatementRun } from './statementRun.ts';

/** Runs a SELECT: its rows in a CSV file as Athena writes it. */
export async function runSelect(run: StatementRun, source: string): Promise<StatementOutcome> {
  const account = await AccountSession.open(run);
  try {
    const query = await account.prepare(source);
    run.planned();
    const resultFile = path.join(run.scratch, `${run.id}.csv`);
    await account.explain(source, () => writeCsv(account, query, resultFile));
    return {
      resultFile,
      columns: query.columns.map(columnInfo),
      scannedBytes: account.scannedBytes,
      updateCount: 0,
    };
  } finally {
    account.close();
  }
}

/** Runs EXPLAIN: the plan of the account's own engine, a line a row. */
export async function runExplain(run: StatementRun, source: string): Promise<StatementOutcome> {
  const account = await AccountSession.open(run);
  try {
    const query = await account.prepare(source);
    run.planned();
    const plan = await account.explain(source, () => account.session.query(`EXPLAIN ${query.sql}`));
    const text = plan.rows.map(([, lines]) => (typeof lines === 'string' ? lines : '')).join('\n');
    return {
      lines: ['Query Plan', ...`${account.withoutPaths(text)}\n`.split('\n')],
      columns: [{ ...textColumn('Query Plan', 'varchar'), Precision: text.length, CaseSensitive: true }],
    };
  } finally {
    account.close();
  }
}

/** A result's column as Athena describes it. */
export function columnInfo({ name, type }: ResultColumn): ColumnInfo {
  const { name: typeName, precision, scale, caseSensitive } = resultType(type);
  return {
    ...textColumn(name, typeName),
    Precision: precision,
    Scale: scale,
    CaseSensitive: caseSensitive,
  };
}

/** Every value in quotes, NULL as nothing; lines end in a newline. DuckDB makes the lines, which is many times faster. */
async function writeCsv(
  account: AccountSession,
  { sql, columns }: PreparedQuery,
  file: string,
): Promise<void> {
  const fields = columns.map(({ type }, index) => {
    const text = textOf(`c${index}`, type);
    const safe = plain.test(type) ? text : `replace(${text}, '"', '""')`;
    return `coalesce('"' || ${safe} || '"', '')`;
  });
  const names = columns.map((_, index) => `c${index}`).join(', ');
  await mkdir(path.dirname(file), { recursive: true });
  const output = createWriteStream(file);
  output.write(`${columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`);
  const { batches } = await account.session.stream(
    `SELECT concat_ws(',', ${fields.join(', ')}) FROM (${sql}) AS rows(${names})`,
  );
  for await (const batch of batches) {
    if (!batch.length) continue;
    const text = `${batch.map(([line]) => String(line)).join('\n')}\n`;
    if (!output.write(text)) await once(output, 'drain');
  }
  output.end();
  await once(output, 'close');
}

/** Types whose text never has a quote in it. */
const plain = /^([A-Z]*INT|INTEGER|DOUBLE|FLOAT|DECIMAL.*|BOOLEAN|DATE|TIME.*|UUID)$/;
