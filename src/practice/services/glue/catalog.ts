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
  readonly format: 'csv' | 'parquet' | 'json';
  /** For csv: the delimiter, the quote character (none for LazySimpleSerDe), lines to skip, text of NULL. */
  readonly csv?: { delimiter: string; quote?: string; skipLines?: number; nullText?: string };
  /** Glue's `Parameters` (classification, recordCount …). */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tableType: 'EXTERNAL_TABLE' | 'VIRTUAL_VIEW';
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
