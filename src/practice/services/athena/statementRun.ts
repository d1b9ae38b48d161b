import type { ColumnInfo } from '@aws-sdk/client-athena';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engines/duckdb/engine.ts';
import type { Catalog, CatalogTable } from '../glue/catalog.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { TableName } from '../../engines/sql/statement.ts';
import type { Objects } from '../s3/objects.ts';

/** What every statement works on. */
export interface Ground {
  readonly catalog: Catalog;
  readonly objects: Objects;
  readonly engine: Engine;
  readonly clock: Clock;
  /** A folder of the store that DuckDB may write to. */
  readonly scratch: string;
}

/** One statement on its way. */
export interface StatementRun extends Ground {
  readonly id: string;
  readonly sql: string;
  /** The database of names without one. */
  readonly database: string;
  /** Where results go, as an S3 URI that ends in `/`. */
  readonly resultFolder: string;
  readonly signal: AbortSignal;
  /** Called when planning is over and rows begin to be read. */
  planned(): void;
}

/** What a statement leaves behind. */
export interface StatementOutcome {
  /** Lines of the result, for statements that are no queries. */
  readonly lines?: readonly string[];
  /** A finished file of results, for queries. */
  readonly resultFile?: string;
  readonly columns?: readonly ColumnInfo[];
  readonly scannedBytes?: number;
  readonly updateCount?: number;
  /** URIs of the files that were written. */
  readonly written?: readonly string[];
  /** Another kind of statement than its words tell: DESCRIBE of a view. */
  readonly substatementType?: string;
}

/** The database a table name is of; throws SCHEMA_NOT_FOUND. */
export function databaseOf(run: StatementRun, table: TableName): string {
  const database = table.database ?? run.database;
  if (!run.catalog.hasDatabase(database)) {
    throw new QueryError('SCHEMA_NOT_FOUND', `${table.at}: Schema '${database}' does not exist`);
  }
  return database;
}

/** The table of that name; throws TABLE_NOT_FOUND. */
export function existingTable(run: StatementRun, table: TableName): CatalogTable {
  const database = databaseOf(run, table);
  const found = run.catalog.table(database, table.name);
  if (!found) {
    throw new QueryError(
      'TABLE_NOT_FOUND',
      `${table.at}: Table 'awsdatacatalog.${database}.${table.name}' does not exist`,
    );
  }
  return found;
}

/** A column of a statement that is no query, as Athena describes it. */
export function textColumn(name: string, type = 'string'): ColumnInfo {
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name: name,
    Label: name,
    Type: type,
    Precision: 0,
    Scale: 0,
    Nullable: 'UNKNOWN',
    CaseSensitive: false,
  };
}
