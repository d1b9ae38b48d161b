import type { Store } from '../../store/store.ts';
import { accountId } from '../../identity.ts';
import { catalogDocuments, partitionKey, type TableDocument } from './catalogDocuments.ts';
import { formatOf, sharedColumns, storageDescriptor } from './hiveFormat.ts';

/** One column: name and Hive type (`bigint`, `double`, `string`, `array<…>` …), in lower case. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** A table of the catalog, as the services share it. */
export interface CatalogTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  /** `s3://bucket/prefix/`. */
  readonly location: string;
  /** `unsupported`: the catalog has the table, but no engine of the account reads its SerDe. */
  readonly format: 'csv' | 'parquet' | 'json' | 'unsupported';
  /** For csv: the delimiter, the quote character (none for LazySimpleSerDe), lines to skip, text of NULL. */
  readonly csv?: { delimiter: string; quote?: string; skipLines?: number; nullText?: string };
  /** Glue's `Parameters` (classification, recordCount …). */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tableType: 'EXTERNAL_TABLE' | 'VIRTUAL_VIEW';
  /** For views: Glue's ViewOriginalText. */
  readonly viewText?: string;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly updated: number;
}

/** One partition: its values in the order of the table's keys, and where its objects lie. */
export interface CatalogPartition {
  readonly values: readonly string[];
  readonly location: string;
  readonly created: number;
}

/**
 * Glue's data catalog for the other services of the account. Names are lower case. What is not there is
 * undefined or empty; changes return when a killed process would not lose them.
 */
export interface Catalog {
  databases(): string[];
  hasDatabase(name: string): boolean;
  createDatabase(name: string, options?: { description?: string; location?: string }): void;
  dropDatabase(name: string): boolean;
  tables(database: string): CatalogTable[];
  table(database: string, name: string): CatalogTable | undefined;
  putTable(table: CatalogTable): void;
  dropTable(database: string, name: string): boolean;
  partitions(table: CatalogTable): CatalogPartition[];
  putPartitions(table: CatalogTable, partitions: readonly CatalogPartition[]): void;
  dropPartitions(table: CatalogTable, values: readonly (readonly string[])[]): void;
}

/** The catalog in the store, behind the same documents as Glue's own operations. */
export function createCatalog(store: Store): Catalog {
  const documents = catalogDocuments(store);
  return {
    databases: () => documents.databases.keys().sort(),
    hasDatabase: (name) => documents.databases.has(name),
    createDatabase: (name, { description, location } = {}) =>
      documents.databases.set(name, {
        input: {
          Name: name,
          ...(description === undefined ? {} : { Description: description }),
          ...(location === undefined ? {} : { LocationUri: location }),
        },
        created: Date.now(),
      }),
    dropDatabase: (name) => documents.dropDatabase(name),
    tables: (database) => documents.tables(database).map(sharedTable),
    table: (database, name) => {
      const document = documents.table(database, name);
      return document && sharedTable(document);
    },
    putTable: (table) =>
      documents.putTable(tableDocument(table, documents.table(table.database, table.name))),
    dropTable: (database, name) => documents.dropTable(database, name),
    partitions: (table) =>
      documents
        .partitions(table.database, table.name)
        .values()
        .map(({ input, created }) => ({
          values: input.Values ?? [],
          location: input.StorageDescriptor?.Location ?? '',
          created,
        })),
    putPartitions: (table, partitions) => {
      const kept = documents.partitions(table.database, table.name);
      const storage = documents.table(table.database, table.name)?.input.StorageDescriptor;
      for (const { values, location, created } of partitions) {
        kept.set(partitionKey(values), {
          input: { Values: [...values], StorageDescriptor: { ...storage, Location: location } },
          created,
        });
      }
    },
    dropPartitions: (table, values) => {
      const kept = documents.partitions(table.database, table.name);
      for (const each of values) kept.delete(partitionKey(each));
    },
  };
}

/** A table's document as the services share it. */
export function sharedTable({ database, input, created, updated }: TableDocument): CatalogTable {
  const parameters = input.Parameters ?? {};
  return {
    database,
    name: input.Name ?? '',
    columns: sharedColumns(input.StorageDescriptor?.Columns),
    partitionKeys: sharedColumns(input.PartitionKeys),
    location: input.StorageDescriptor?.Location ?? '',
    ...formatOf(input.StorageDescriptor, parameters),
    parameters,
    tableType: input.TableType === 'VIRTUAL_VIEW' ? 'VIRTUAL_VIEW' : 'EXTERNAL_TABLE',
    ...(input.ViewOriginalText === undefined ? {} : { viewText: input.ViewOriginalText }),
    created,
    updated,
  };
}

/** The document of a table that another service made; what such a service cannot say stays as `before` had it. */
function tableDocument(table: CatalogTable, before: TableDocument | undefined): TableDocument {
  const skip = table.csv?.skipLines;
  return {
    ...before,
    database: table.database,
    input: {
      ...before?.input,
      Name: table.name,
      StorageDescriptor: storageDescriptor(table),
      PartitionKeys: table.partitionKeys.map(({ name, type }) => ({ Name: name, Type: type })),
      TableType: table.tableType,
      ...(table.viewText === undefined ? {} : { ViewOriginalText: table.viewText }),
      Parameters: {
        ...table.parameters,
        ...(skip === undefined ? {} : { 'skip.header.line.count': String(skip) }),
      },
    },
    created: before?.created ?? table.created,
    updated: table.updated,
    createdBy: before?.createdBy ?? `arn:aws:iam::${accountId}:root`,
    version: before ? before.version + 1 : 0,
  };
}
