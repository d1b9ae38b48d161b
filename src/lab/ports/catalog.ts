/** A column of a table: its name and Hive type, in lower case. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** A table of Glue's data catalog. */
export interface Table {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  /** `s3://bucket/prefix/`. */
  readonly location: string;
  /** `csv`, `parquet` …, as the crawler classified it; empty when nobody did. */
  readonly classification: string;
  readonly updated: Date | undefined;
}

/** A partition: its values in the order of the table's keys. */
export interface Partition {
  readonly values: readonly string[];
  readonly location: string;
}

/** Glue's data catalog. What is not there is undefined; a database that is not there has no tables. */
export interface Catalog {
  databases(signal?: AbortSignal): Promise<string[]>;
  tables(database: string, signal?: AbortSignal): Promise<Table[]>;
  table(database: string, name: string, signal?: AbortSignal): Promise<Table | undefined>;
  partitions(database: string, table: string, signal?: AbortSignal): Promise<Partition[]>;
  /** Drops a table; one that is not there is no error. */
  dropTable(database: string, name: string): Promise<void>;
}
