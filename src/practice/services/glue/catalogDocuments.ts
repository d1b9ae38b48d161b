import type { DatabaseInput, PartitionInput, TableInput } from '@aws-sdk/client-glue';
import type { Store, Table } from '../../store/store.ts';

/** A database as the account keeps it: what its user gave. */
export interface DatabaseDocument {
  readonly input: DatabaseInput;
  readonly created: number;
}

/** A table as its user (or a crawler, or Athena) gave it; dates beside it as epoch milliseconds. */
export interface TableDocument {
  readonly database: string;
  readonly input: Omit<TableInput, 'LastAccessTime' | 'LastAnalyzedTime'>;
  readonly lastAccess?: number;
  readonly lastAnalyzed?: number;
  readonly created: number;
  readonly updated: number;
  readonly createdBy: string;
  /** Counts the updates, from 0: Glue's VersionId. */
  readonly version: number;
}

/** A partition as it was given. */
export interface PartitionDocument {
  readonly input: Omit<PartitionInput, 'LastAccessTime' | 'LastAnalyzedTime'>;
  readonly lastAccess?: number;
  readonly lastAnalyzed?: number;
  readonly created: number;
}

/** The catalog's documents by name. Names are lower case, as Glue folds them. */
export interface CatalogDocuments {
  readonly databases: Table<DatabaseDocument>;
  tables(database: string): TableDocument[];
  table(database: string, name: string): TableDocument | undefined;
  putTable(document: TableDocument): void;
  /** Removes a table with its partitions; false when there is none. */
  dropTable(database: string, name: string): boolean;
  /** Removes a database with its tables; false when there is none. */
  dropDatabase(name: string): boolean;
  /** A table's partitions, by `partitionKey` of their values. */
  partitions(database: string, table: string): Table<PartitionDocument>;
}

/** The key of a partition's document. */
export function partitionKey(values: readonly string[]): string {
  return JSON.stringify(values);
}

/** The catalog's documents in the store. */
export function catalogDocuments(store: Store): CatalogDocuments {
  const databases = store.table<DatabaseDocument>('glue.databases');
  const tables = store.table<TableDocument>('glue.tables');
  const key = (database: string, name: string): string => `${database}/${name}`;
  const partitions = (database: string, table: string): Table<PartitionDocument> =>
    store.table<PartitionDocument>(`glue.partitions/${key(database, table)}`);
  const of = (database: string): TableDocument[] =>
    tables
      .values()
      .filter((table) => table.database === database)
      .sort((a, b) => (a.input.Name ?? '').localeCompare(b.input.Name ?? '', 'en'));
  const dropTable = (database: string, name: string): boolean => {
    // The table goes last: a process that dies in between leaves a table with fewer partitions, never orphans.
    const below = partitions(database, name);
    for (const each of below.keys()) below.delete(each);
    return tables.delete(key(database, name));
  };
  return {
    databases,
    tables: of,
    table: (database, name) => tables.get(key(database, name)),
    putTable: (document) => tables.set(key(document.database, document.input.Name ?? ''), document),
    dropTable,
    dropDatabase: (name) => {
      for (const table of of(name)) dropTable(name, table.input.Name ?? '');
      return databases.delete(name);
    },
    partitions,
  };
}
