import { duckdbType } from '../../engines/duckdb/hiveTypes.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { PartitionSpec, StatementOf, TableName } from '../../engines/sql/statement.ts';
import { hiveType } from '../../engines/sql/trinoTypes.ts';
import type { CatalogTable } from '../glue/catalog.ts';
import { parseS3Uri } from '../s3/objects.ts';
import { AccountSession } from './accountSession.ts';
import { databaseOf, existingTable, type StatementOutcome, type StatementRun } from './statementRun.ts';
import { viewQuery, viewText } from './viewText.ts';

const hiveFailure = 'FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask.';

/** CREATE EXTERNAL TABLE. */
export function createTable(run: StatementRun, statement: StatementOf<'createTable'>): StatementOutcome {
  const database = databaseOf(run, statement.table);
  const { name } = statement.table;
  if (run.catalog.table(database, name)) {
    if (statement.ifNotExists) return {};
    throw new QueryError(
      'FAILED',
      `${hiveFailure.slice('FAILED: '.length)} AlreadyExistsException(message:Table ${name} already exists)`,
    );
  }
  run.catalog.putTable(tableOf(run, database, statement));
  return {};
}

function tableOf(run: StatementRun, database: string, statement: StatementOf<'createTable'>): CatalogTable {
  const { columns, partitionKeys, serde = '', serdeProperties, delimited, properties } = statement;
  for (const { type } of [...columns, ...partitionKeys]) checkType(type);
  const now = run.clock.now().getTime();
  const location = statement.location ?? '';
  const common = {
    database,
    name: statement.table.name,
    columns: columns.map(({ name, type }) => ({ name, type })),
    partitionKeys: partitionKeys.map(({ name, type }) => ({ name, type })),
    location: location.endsWith('/') ? location : `${location}/`,
    parameters: { EXTERNAL: 'TRUE', ...properties },
    tableType: 'EXTERNAL_TABLE' as const,
    created: now,
    updated: now,
  };
  const header = properties['skip.header.line.count'];
  const skip = header === undefined ? {} : { skipLines: Number(header) };
  if (statement.storage === 'PARQUET' || /parquet/i.test(serde)) return { ...common, format: 'parquet' };
  if (statement.storage === 'JSON' || /json/i.test(serde)) return { ...common, format: 'json' };
  if (serde.endsWith('.OpenCSVSerde')) {
    const { separatorChar = ',', quoteChar = '"' } = serdeProperties;
    return { ...common, format: 'csv', csv: { delimiter: separatorChar, quote: quoteChar, ...skip } };
  }
  if (
    (serde !== '' && !serde.endsWith('.LazySimpleSerDe')) ||
    !['TEXTFILE', undefined].includes(statement.storage)
  ) {
    throw new QueryError(
      'NOT_SUPPORTED',
      `The practice account reads text, Parquet and JSON, not ${serde === '' ? String(statement.storage) : serde}.`,
    );
  }
  const delimiter =
    delimited?.fields ??
    serdeProperties['field.delim'] ??
    serdeProperties['serialization.format'] ??
    '\u0001';
  const nullText = delimited?.nullText ?? serdeProperties['serialization.null.format'];
  return {
    ...common,
    format: 'csv',
    csv: { delimiter, ...skip, ...(nullText === undefined ? {} : { nullText }) },
  };
}

function checkType(type: string): void {
  try {
    duckdbType(type);
  } catch (error) {
    throw new QueryError(
      'FAILED',
      `ParseException: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** DROP TABLE and DROP VIEW; a table's objects stay. */
export function dropTable(
  run: StatementRun,
  statement: StatementOf<'dropTable'> | StatementOf<'dropView'>,
): StatementOutcome {
  const { table, ifExists, kind } = statement;
  const database = table.database ?? run.database;
  const found = run.catalog.table(database, table.name);
  if (!found && ifExists) return {};
  const existing = existingTable(run, table);
  if ((existing.tableType === 'VIRTUAL_VIEW') !== (kind === 'dropView')) {
    const [is, asked] = kind === 'dropView' ? ['table', 'view'] : ['view', 'table'];
    throw new QueryError(
      'NOT_SUPPORTED',
      `${table.at}: '${database}.${table.name}' is a ${is}, not a ${asked}. Use DROP ${is.toUpperCase()}.`,
    );
  }
  run.catalog.dropTable(database, table.name);
  return {};
}

/** CREATE [OR REPLACE] VIEW: the query is checked, and kept as text. */
export async function createView(
  run: StatementRun,
  statement: StatementOf<'createView'>,
): Promise<StatementOutcome> {
  const database = databaseOf(run, statement.table);
  const existing = run.catalog.table(database, statement.table.name);
  if (existing && (!statement.orReplace || existing.tableType !== 'VIRTUAL_VIEW')) {
    throw new QueryError(
      'ALREADY_EXISTS',
      `line 1:1: View already exists: 'awsdatacatalog.${database}.${statement.table.name}'`,
    );
  }
  const account = await AccountSession.open(run);
  try {
    const { columns } = await account.prepare(statement.query);
    const now = run.clock.now().getTime();
    run.catalog.putTable({
      database,
      name: statement.table.name,
      columns: columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: hiveType(type) })),
      partitionKeys: [],
      location: '',
      format: 'unsupported',
      parameters: { presto_view: 'true', comment: 'Presto View' },
      tableType: 'VIRTUAL_VIEW',
      viewText: viewText(statement.query.trim(), run.database, columns),
      created: existing?.created ?? now,
      updated: now,
    });
    return {};
  } finally {
    account.close();
  }
}

/** The lines of SHOW CREATE VIEW. */
export function showCreateView(run: StatementRun, table: TableName): string[] {
  const view = existingTable(run, table);
  if (view.tableType !== 'VIRTUAL_VIEW') {
    throw new QueryError(
      'NOT_SUPPORTED',
      `${table.at}: Relation '${view.database}.${view.name}' is not a view`,
    );
  }
  return [`CREATE VIEW ${view.database}.${view.name} AS`, ...viewQuery(view).sql.split('\n')];
}

export function createDatabase(
  run: StatementRun,
  statement: StatementOf<'createDatabase'>,
): StatementOutcome {
  const { database, comment, location } = statement;
  if (run.catalog.hasDatabase(database)) {
    if (statement.ifNotExists) return {};
    throw new QueryError(
      'FAILED',
      `${hiveFailure.slice('FAILED: '.length)} Database ${database} already exists`,
    );
  }
  run.catalog.createDatabase(database, {
    ...(comment === undefined ? {} : { description: comment }),
    ...(location === undefined ? {} : { location }),
  });
  return {};
}

export function dropDatabase(run: StatementRun, statement: StatementOf<'dropDatabase'>): StatementOutcome {
  const { database } = statement;
  if (!run.catalog.hasDatabase(database)) {
    if (statement.ifExists) return {};
    throw new QueryError('FAILED', `SemanticException [Error 10072]: Database does not exist: ${database}`);
  }
  if (!statement.cascade && run.catalog.tables(database).length) {
    throw new QueryError(
      'FAILED',
      `${hiveFailure.slice('FAILED: '.length)} InvalidOperationException(message:Database ${database} is not empty. One or more tables exist.)`,
    );
  }
  for (const { name } of run.catalog.tables(database)) run.catalog.dropTable(database, name);
  run.catalog.dropDatabase(database);
  return {};
}

/** ALTER TABLE … ADD PARTITION. */
export function addPartitions(run: StatementRun, statement: StatementOf<'addPartitions'>): StatementOutcome {
  const table = existingTable(run, statement.table);
  const existing = new Set(run.catalog.partitions(table).map(({ values }) => values.join('\n')));
  const created = run.clock.now().getTime();
  const fresh = statement.partitions.flatMap((spec) => {
    const values = valuesOf(table, spec);
    if (existing.has(values.join('\n'))) {
      if (statement.ifNotExists) return [];
      throw new QueryError(
        'FAILED',
        `${hiveFailure.slice('FAILED: '.length)} AlreadyExistsException(message:Partition already exists.)`,
      );
    }
    const below = values
      .map((value, index) => `${table.partitionKeys[index]?.name ?? ''}=${value}/`)
      .join('');
    const base = table.location.endsWith('/') ? table.location : `${table.location}/`;
    return [{ values, location: spec.location ?? `${base}${below}`, created }];
  });
  run.catalog.putPartitions(table, fresh);
  return {};
}

/** ALTER TABLE … DROP PARTITION: those whose keys have the values that are given. */
export function dropPartitions(
  run: StatementRun,
  statement: StatementOf<'dropPartitions'>,
): StatementOutcome {
  const table = existingTable(run, statement.table);
  for (const { values } of statement.partitions) {
    const wanted = Object.entries(values).map(([name, value]) => [keyIndex(table, name), value] as const);
    const matching = run.catalog
      .partitions(table)
      .filter((partition) => wanted.every(([index, value]) => partition.values[index] === value));
    if (!matching.length && !statement.ifExists) {
      throw new QueryError(
        'FAILED',
        `SemanticException [Error 10006]: Partition not found (${JSON.stringify(values)})`,
      );
    }
    run.catalog.dropPartitions(
      table,
      matching.map((partition) => partition.values),
    );
  }
  return {};
}

/** MSCK REPAIR TABLE: adds the partitions whose `key=value` folders lie below the table. */
export function repairTable(run: StatementRun, tableName: TableName): StatementOutcome {
  const table = existingTable(run, tableName);
  const place = parseS3Uri(table.location);
  if (!place || !table.partitionKeys.length) return {};
  const prefix = place.key === '' || place.key.endsWith('/') ? place.key : `${place.key}/`;
  const existing = new Set(run.catalog.partitions(table).map(({ values }) => values.join('\n')));
  const found = new Map<string, string[]>();
  for (const { key } of run.objects.list(place.bucket, prefix)) {
    const folders = key.slice(prefix.length).split('/').slice(0, table.partitionKeys.length);
    const values = folders.map((folder, index) => {
      const name = `${table.partitionKeys[index]?.name ?? ''}=`;
      return folder.toLowerCase().startsWith(name)
        ? decodeURIComponent(folder.slice(name.length))
        : undefined;
    });
    if (folders.length < table.partitionKeys.length || values.includes(undefined)) continue;
    found.set(folders.join('/'), values.map(String));
  }
  const fresh = [...found].filter(([, values]) => !existing.has(values.join('\n')));
  const created = run.clock.now().getTime();
  run.catalog.putPartitions(
    table,
    fresh.map(([folders, values]) => ({
      values,
      location: `s3://${place.bucket}/${prefix}${folders}/`,
      created,
    })),
  );
  if (!fresh.length) return {};
  const names = fresh.map(([folders]) => `${table.name}:${folders}`);
  return {
    lines: [
      `Partitions not in metastore: ${names.join(' ')}`,
      ...names.map((name) => `Repair: Added partition to metastore ${name}`),
    ],
  };
}

function valuesOf(table: CatalogTable, { values }: PartitionSpec): string[] {
  for (const name of Object.keys(values)) keyIndex(table, name);
  return table.partitionKeys.map(({ name }) => {
    const value = values[name];
    if (value === undefined)
      throw new QueryError(
        'FAILED',
        `SemanticException: partition spec doesn't contain all (${table.partitionKeys.length}) partition columns`,
      );
    return value;
  });
}

function keyIndex(table: CatalogTable, name: string): number {
  const index = table.partitionKeys.findIndex((key) => key.name === name);
  if (index < 0)
    throw new QueryError(
      'FAILED',
      `SemanticException: ${name} is not a partition column of ${table.database}.${table.name}`,
    );
  return index;
}
