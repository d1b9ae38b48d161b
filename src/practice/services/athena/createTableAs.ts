import type { PropertyValue, StatementOf } from '../../engines/sql/statement.ts';
import { hiveType } from '../../engines/sql/trinoTypes.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { CatalogTable } from '../glue/catalog.ts';
import { parseS3Uri } from '../s3/objects.ts';
import { AccountSession, type PreparedQuery } from './accountSession.ts';
import { databaseOf, textColumn, type StatementOutcome, type StatementRun } from './statementRun.ts';
import { writeTable, type Compression } from './writeTable.ts';

type CreateTableAs = StatementOf<'createTableAs'>;

/** The column of a statement that tells only how many rows it wrote. */
export const rowsColumn = { ...textColumn('rows', 'bigint'), Precision: 19 };

/** Runs CREATE TABLE AS: writes the rows, then adds the table and its partitions to the catalog. */
export async function createTableAs(run: StatementRun, statement: CreateTableAs): Promise<StatementOutcome> {
  const database = databaseOf(run, statement.table);
  const name = `${database}.${statement.table.name}`;
  if (run.catalog.table(database, statement.table.name)) {
    if (statement.ifNotExists) return { columns: [rowsColumn], updateCount: 0 };
    throw new QueryError(
      'TABLE_ALREADY_EXISTS',
      `line 1:1: Destination table 'awsdatacatalog.${name}' already exists. ${cleanUp(run)}`,
    );
  }
  const properties = readProperties(run, statement.properties);
  const place = parseS3Uri(properties.location);
  if (!place || !run.objects.bucketExists(place.bucket)) {
    throw new QueryError('HIVE_METASTORE_ERROR', `The bucket of ${properties.location} does not exist.`);
  }
  if (run.objects.list(place.bucket, place.key).length) {
    throw new QueryError(
      'HIVE_PATH_ALREADY_EXISTS',
      `Target directory for table '${name}' already exists: ${properties.location}. ${cleanUp(run)}`,
    );
  }
  const account = await AccountSession.open(run);
  try {
    const query = await account.prepare(statement.query);
    const table = tableOf(run, statement, database, query, properties);
    run.planned();
    const rows = statement.withData ? query.sql : `SELECT * FROM (${query.sql}) WHERE false`;
    const written = await writeTable(run, account, { ...query, sql: rows }, table, properties.compression);
    run.signal.throwIfAborted();
    run.catalog.putTable(table);
    const created = run.clock.now().getTime();
    run.catalog.putPartitions(
      table,
      written.partitions.map((partition) => ({ ...partition, created })),
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

function cleanUp({ resultFolder, id }: StatementRun): string {
  return (
    `You may need to manually clean the data at location '${resultFolder}tables/${id}' before retrying. ` +
    'Athena will not delete data in your account.'
  );
}

interface TableProperties {
  readonly format: 'csv' | 'parquet' | 'json';
  readonly delimiter: string;
  readonly compression: Compression;
  readonly partitionedBy: readonly string[];
  readonly location: string;
}

const formats: Readonly<Record<string, TableProperties['format']>> = {
  TEXTFILE: 'csv',
  PARQUET: 'parquet',
  JSON: 'json',
};
const compressions: Readonly<Record<string, Compression>> = {
  GZIP: 'gzip',
  SNAPPY: 'snappy',
  ZSTD: 'zstd',
  LZ4: 'lz4',
  NONE: 'none',
};
const known = [
  'format',
  'field_delimiter',
  'write_compression',
  'parquet_compression',
  'external_location',
  'partitioned_by',
  'is_external',
  'table_type',
];

/** Reads the properties of WITH (…); throws QueryError naming the one that is wrong or not done here. */
function readProperties(run: StatementRun, given: Readonly<Record<string, PropertyValue>>): TableProperties {
  for (const name of Object.keys(given)) {
    if (name === 'bucketed_by' || name === 'bucket_count') {
      throw new QueryError(
        'NOT_SUPPORTED',
        `The practice account does not write bucketed tables (property '${name}').`,
      );
    }
    if (!known.includes(name)) {
      throw new QueryError(
        'INVALID_TABLE_PROPERTY',
        `line 1:1: Catalog 'awsdatacatalog' table property '${name}' does not exist`,
      );
    }
  }
  if (given['table_type'] !== undefined && String(given['table_type']).toUpperCase() !== 'HIVE') {
    throw new QueryError(
      'NOT_SUPPORTED',
      `The practice account does not make ${String(given['table_type'])} tables.`,
    );
  }
  const formatName = String(given['format'] ?? 'PARQUET').toUpperCase();
  const format = formats[formatName];
  if (!format) {
    throw new QueryError(
      'NOT_SUPPORTED',
      `The practice account writes TEXTFILE, PARQUET and JSON, not ${formatName}.`,
    );
  }
  const codec = String(given['write_compression'] ?? given['parquet_compression'] ?? 'GZIP').toUpperCase();
  const compression = compressions[codec];
  if (!compression || (format !== 'parquet' && compression !== 'gzip' && compression !== 'none')) {
    throw new QueryError(
      'NOT_SUPPORTED',
      `The practice account does not write ${formatName} compressed as ${codec}.`,
    );
  }
  const delimiter = String(given['field_delimiter'] ?? '\u0001');
  if (delimiter.length !== 1 && !/^\\(t|u0001|001)$/.test(delimiter)) {
    throw new QueryError(
      'INVALID_TABLE_PROPERTY',
      `field_delimiter must be one character, not '${delimiter}'`,
    );
  }
  const location = String(given['external_location'] ?? `${run.resultFolder}tables/${run.id}`);
  const partitionedBy = given['partitioned_by'];
  return {
    format,
    delimiter: delimiter === '\\t' ? '\t' : delimiter.length > 1 ? '\u0001' : delimiter,
    compression,
    partitionedBy: Array.isArray(partitionedBy) ? partitionedBy.map((key: string) => key.toLowerCase()) : [],
    location: location.endsWith('/') ? location : `${location}/`,
  };
}

function tableOf(
  run: StatementRun,
  statement: CreateTableAs,
  database: string,
  query: PreparedQuery,
  properties: TableProperties,
): CatalogTable {
  const columns = query.columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: hiveType(type) }));
  const twice = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) < index);
  if (twice)
    throw new QueryError(
      'DUPLICATE_COLUMN_NAME',
      `line 1:1: Column name '${twice.name}' specified more than once`,
    );
  const split = columns.length - properties.partitionedBy.length;
  const keys = columns.slice(split);
  if (keys.map(({ name }) => name).join() !== properties.partitionedBy.join()) {
    throw new QueryError(
      'HIVE_COLUMN_ORDER_MISMATCH',
      'Partition keys must be the last columns in the table and in the same order as the table properties: ' +
        `[${properties.partitionedBy.join(', ')}]`,
    );
  }
  if (split === 0) throw new QueryError('INVALID_TABLE_PROPERTY', 'Table contains only partition columns');
  const now = run.clock.now().getTime();
  return {
    database,
    name: statement.table.name,
    columns: columns.slice(0, split),
    partitionKeys: keys,
    location: properties.location,
    format: properties.format,
    ...(properties.format === 'csv' ? { csv: { delimiter: properties.delimiter } } : {}),
    parameters: {
      EXTERNAL: 'TRUE',
      has_encrypted_data: 'false',
      ...(properties.format === 'parquet'
        ? { 'parquet.compression': properties.compression.toUpperCase() }
        : {}),
      ...(properties.format === 'parquet' ? {} : { write_compression: properties.compression.toUpperCase() }),
    },
    tableType: 'EXTERNAL_TABLE',
    created: now,
    updated: now,
  };
}
