/** A table as a statement names it; parts that it leaves out come from the query's context. In lower case. */
export interface TableName {
  readonly database?: string;
  readonly name: string;
  /** Where it stands in the statement, `line 1:15`. */
  readonly at: string;
}

/** A column of a table definition; `type` is a Hive type. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
}

export type Storage = 'TEXTFILE' | 'PARQUET' | 'JSON' | 'ORC' | 'AVRO' | 'RCFILE' | 'SEQUENCEFILE' | 'OTHER';

/** CREATE EXTERNAL TABLE, in Hive's form. */
export interface TableDefinition {
  readonly table: TableName;
  readonly external: boolean;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly partitionKeys: readonly ColumnDefinition[];
  readonly comment?: string;
  readonly location?: string;
  readonly serde?: string;
  readonly serdeProperties: Readonly<Record<string, string>>;
  /** ROW FORMAT DELIMITED's texts. */
  readonly delimited?: { fields?: string; nullText?: string };
  readonly storage?: Storage;
  readonly properties: Readonly<Record<string, string>>;
}

/** A property of CREATE TABLE AS … WITH: a text, a number, or an array of texts. */
export type PropertyValue = string | number | boolean | readonly string[];

/** One partition of an ALTER TABLE statement: `year = '2026', hour = '08'`. */
export interface PartitionSpec {
  readonly values: Readonly<Record<string, string>>;
  readonly location?: string;
}

interface OfTable<Kind extends string> {
  readonly kind: Kind;
  readonly table: TableName;
}

interface OfDatabase<Kind extends string> {
  readonly kind: Kind;
  readonly database?: string;
  readonly pattern?: string;
}

/**
 * One statement that Athena runs, told apart by its first words. A `query` is SQL text of the whole statement's length: what
 * is not the query is blank, so that places in it are places in the statement.
 */
export type Statement =
  | { readonly kind: 'select'; readonly query: string }
  | { readonly kind: 'explain'; readonly query: string }
  | {
      readonly kind: 'createTableAs';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly withData: boolean;
      readonly properties: Readonly<Record<string, PropertyValue>>;
      readonly query: string;
    }
  | {
      readonly kind: 'insert';
      readonly table: TableName;
      readonly columns?: readonly string[];
      readonly query: string;
    }
  | {
      readonly kind: 'createView';
      readonly table: TableName;
      readonly orReplace: boolean;
      readonly query: string;
    }
  | ({ readonly kind: 'createTable' } & TableDefinition)
  | (OfTable<'dropTable'> & { readonly ifExists: boolean })
  | (OfTable<'dropView'> & { readonly ifExists: boolean })
  | {
      readonly kind: 'createDatabase';
      readonly database: string;
      readonly ifNotExists: boolean;
      readonly comment?: string;
      readonly location?: string;
    }
  | {
      readonly kind: 'dropDatabase';
      readonly database: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: 'showDatabases'; readonly pattern?: string }
  | OfDatabase<'showTables'>
  | OfDatabase<'showViews'>
  | OfTable<'showColumns'>
  | OfTable<'showPartitions'>
  | OfTable<'showCreateTable'>
  | OfTable<'showCreateView'>
  | OfTable<'showTableProperties'>
  | OfTable<'repairTable'>
  | { readonly kind: 'describe'; readonly table: TableName; readonly formatted: boolean }
  | {
      readonly kind: 'addPartitions';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly partitions: readonly PartitionSpec[];
    }
  | {
      readonly kind: 'dropPartitions';
      readonly table: TableName;
      readonly ifExists: boolean;
      readonly partitions: readonly PartitionSpec[];
    };

/** Athena's StatementType and SubstatementType of each kind. */
export const statementTypes = {
  select: ['DML', 'SELECT'],
  explain: ['DML', 'EXPLAIN'],
  createTableAs: ['DDL', 'CREATE_TABLE_AS_SELECT'],
  insert: ['DML', 'INSERT'],
  createView: ['DDL', 'CREATE_VIEW'],
  createTable: ['DDL', 'CREATE_TABLE'],
  dropTable: ['DDL', 'DROP_TABLE'],
  dropView: ['DDL', 'DROP_VIEW'],
  createDatabase: ['DDL', 'CREATE_DATABASE'],
  dropDatabase: ['DDL', 'DROP_DATABASE'],
  showDatabases: ['UTILITY', 'SHOW_DATABASES'],
  showTables: ['UTILITY', 'SHOW_TABLES'],
  showViews: ['UTILITY', 'SHOW_VIEWS'],
  showColumns: ['UTILITY', 'SHOW_COLUMNS'],
  showPartitions: ['UTILITY', 'SHOW_PARTITIONS'],
  showCreateTable: ['UTILITY', 'SHOW_CREATE_TABLE'],
  showCreateView: ['UTILITY', 'SHOW_CREATE_VIEW'],
  showTableProperties: ['UTILITY', 'SHOW_TABLE_PROPERTIES'],
  repairTable: ['DDL', 'MSCK_REPAIR'],
  describe: ['UTILITY', 'DESCRIBE_TABLE'],
  addPartitions: ['DDL', 'ALTER_TABLE_ADD_PARTITION'],
  dropPartitions: ['DDL', 'ALTER_TABLE_DROP_PARTITION'],
} as const satisfies Record<Statement['kind'], readonly ['DML' | 'DDL' | 'UTILITY', string]>;

/** The statements of some kinds. */
export type StatementOf<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;
