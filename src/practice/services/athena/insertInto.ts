import { duckdbType } from '../../engines/duckdb/hiveTypes.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { StatementOf } from '../../engines/sql/statement.ts';
import { hiveType, trinoType } from '../../engines/sql/trinoTypes.ts';
import type { CatalogTable, Column } from '../glue/catalog.ts';
import { AccountSession, type PreparedQuery } from './accountSession.ts';
import { rowsColumn } from './createTableAs.ts';
import { existingTable, type StatementOutcome, type StatementRun } from './statementRun.ts';
import { writeTable, type Compression } from './writeTable.ts';

type Insert = StatementOf<'insert'>;

/** Runs INSERT INTO: new files below the table's location, and partitions that are new. */
export async function insertInto(run: StatementRun, statement: Insert): Promise<StatementOutcome> {
  const table = existingTable(run, statement.table);
  if (table.tableType === 'VIRTUAL_VIEW')
    throw new QueryError('NOT_SUPPORTED', 'Inserting into views is not supported');
  if (table.format === 'unsupported' || table.csv?.quote !== undefined || table.csv?.skipLines) {
    throw new QueryError(
      'NOT_SUPPORTED',
      `The practice account does not insert into the format of table ${table.database}.${table.name}.`,
    );
  }
  const account = await AccountSession.open(run);
  try {
    const query = await account.prepare(statement.query);
    const source = fitted(await withNulls(query, account), table, statement);
    run.planned();
    const located = {
      ...table,
      location: table.location.endsWith('/') ? table.location : `${table.location}/`,
    };
    const written = await writeTable(run, account, source, located, compressionOf(table));
    run.signal.throwIfAborted();
    const existing = new Set(run.catalog.partitions(table).map(({ values }) => values.join('\n')));
    const created = run.clock.now().getTime();
    run.catalog.putPartitions(
      table,
      written.partitions
        .filter(({ values }) => !existing.has(values.join('\n')))
        .map((each) => ({ ...each, created })),
    );
    return {
      columns: [rowsColumn],
      updateCount: written.rows,
      written: written.uris,
      scannedBytes: account.scannedBytes,
    };
  } finally {
    account.close();
  }
}

/** The query with the columns of which nothing is known but that they are NULL told so: DuckDB describes them as integers. */
async function withNulls(query: PreparedQuery, { session }: AccountSession): Promise<PreparedQuery> {
  const names = query.columns.map((_, index) => `c${index}`).join(', ');
  const types = query.columns.map((_, index) => `typeof(c${index})`).join(', ');
  if (!query.columns.some(({ type }) => type === 'INTEGER')) return query;
  const { rows } = await session.query(`SELECT ${types} FROM (${query.sql}) AS given(${names}) LIMIT 1`);
  const isNull = query.columns.map((_, index) => rows[0]?.[index] === '"NULL"');
  return {
    ...query,
    columns: query.columns.map((column, index) => (isNull[index] ? { ...column, type: 'NULL' } : column)),
  };
}

/** The query's rows in the table's order and types; columns that a list leaves out are NULL. Throws TYPE_MISMATCH. */
function fitted(query: PreparedQuery, table: CatalogTable, statement: Insert): PreparedQuery {
  const all = [...table.columns, ...table.partitionKeys];
  const names = statement.columns ?? all.map(({ name }) => name);
  const unknown = names.find((name) => !all.some((column) => column.name === name));
  if (unknown !== undefined) {
    throw new QueryError(
      'COLUMN_NOT_FOUND',
      `line 1:1: Insert column name does not exist in target table: ${unknown}`,
    );
  }
  const targets = names.map((name) => all.find((column) => column.name === name));
  if (
    targets.length !== query.columns.length ||
    targets.some((column, index) => !fits(query.columns[index]?.type, column))
  ) {
    const list = (types: string[]): string => `[${types.join(', ')}]`;
    throw new QueryError(
      'TYPE_MISMATCH',
      `line 1:1: Insert query has mismatched column types: Table: ${list(targets.map((column) => trinoType(column?.type ?? '')))}, ` +
        `Query: ${list(query.columns.map(({ type }) => (type === 'NULL' ? 'unknown' : trinoType(hiveType(type)))))}`,
    );
  }
  const inputs = names.map((_, index) => `c${index}`).join(', ');
  const values = all.map(({ name, type }) => {
    const index = names.indexOf(name);
    return `CAST(${index < 0 ? 'NULL' : `c${index}`} AS ${duckdbType(type)})`;
  });
  return {
    sql: `SELECT ${values.join(', ')} FROM (${query.sql}) AS given(${inputs})`,
    columns: all.map(({ name, type }) => ({ name, type: duckdbType(type) })),
  };
}

/** Whether Athena takes a value of a type into a column: numbers for numbers, texts for texts, NULL for all. */
function fits(type: string | undefined, column: Column | undefined): boolean {
  if (type === undefined || !column) return false;
  const group = (hive: string): string => {
    if (/^(tinyint|smallint|int|integer|bigint|float|double|decimal)/.test(hive)) return 'number';
    if (/^(string|varchar|char)/.test(hive)) return 'text';
    if (/^(timestamp|date)/.test(hive)) return 'time';
    return hive.split('<')[0] ?? hive;
  };
  return type === 'NULL' || group(hiveType(type)) === group(column.type);
}

function compressionOf(table: CatalogTable): Compression {
  const named = (
    table.parameters['write_compression'] ??
    table.parameters['parquet.compression'] ??
    'GZIP'
  ).toLowerCase();
  const known: readonly Compression[] = ['gzip', 'snappy', 'zstd', 'lz4', 'none'];
  return known.find((each) => each === named) ?? 'gzip';
}
