import type { ColumnInfo } from '@aws-sdk/client-athena';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { StatementOf, TableName } from '../../engines/sql/statement.ts';
import { trinoType } from '../../engines/sql/trinoTypes.ts';
import type { CatalogTable, Column } from '../glue/catalog.ts';
import { hiveClasses, storageDescriptor } from '../glue/hiveFormat.ts';
import { showCreateView } from './definitions.ts';
import { existingTable, textColumn, type StatementOutcome, type StatementRun } from './statementRun.ts';

type Listing = StatementOf<
  | 'showDatabases'
  | 'showTables'
  | 'showViews'
  | 'showColumns'
  | 'showPartitions'
  | 'showCreateTable'
  | 'showCreateView'
  | 'showTableProperties'
  | 'describe'
>;

/** SHOW and DESCRIBE: lines of text as Hive prints them, and Athena's columns for them. */
export function list(run: StatementRun, statement: Listing): StatementOutcome {
  switch (statement.kind) {
    case 'showDatabases':
      return listed(['database_name'], run.catalog.databases().filter(matching(statement.pattern)));
    case 'showTables':
    case 'showViews':
      return listed(['tab_name'], tableNames(run, statement));
    case 'showColumns': {
      const table = existingTable(run, statement.table);
      if (table.tableType === 'VIRTUAL_VIEW') return viewColumns(table);
      return listed(
        ['field'],
        allColumns(table).map(({ name }) => padded(name)),
      );
    }
    case 'showPartitions':
      return listed(['partition'], partitions(run, statement.table));
    case 'showCreateTable':
      return {
        columns: [textColumn('createtab_stmt')],
        lines: createStatement(existingTable(run, statement.table)),
      };
    case 'showCreateView':
      return {
        columns: [textColumn('create view', 'varchar')],
        lines: showCreateView(run, statement.table),
        updateCount: 0,
      };
    case 'showTableProperties': {
      const { parameters } = existingTable(run, statement.table);
      return listed(
        ['prpt_name', 'prpt_value'],
        Object.entries(parameters).map((pair) => pair.join('\t')),
      );
    }
    case 'describe': {
      const table = existingTable(run, statement.table);
      if (table.tableType === 'VIRTUAL_VIEW') return viewColumns(table);
      const lines = described(table);
      return {
        columns: ['col_name', 'data_type', 'comment'].map((name) => textColumn(name)),
        lines: statement.formatted ? [...lines, ...details(table)] : lines,
      };
    }
  }
}

function listed(columns: readonly string[], lines: readonly string[]): StatementOutcome {
  return { columns: columns.map((name) => textColumn(name)), lines, updateCount: 0 };
}

function viewColumns(table: CatalogTable): StatementOutcome {
  const column = (name: string): ColumnInfo => ({ ...textColumn(name, 'varchar'), CaseSensitive: true });
  return {
    columns: [column('column'), column('type')],
    lines: table.columns.map(({ name, type }) => `${name}\t${trinoType(type)}`),
    updateCount: 0,
    substatementType: 'DESC_VIEW',
  };
}

function tableNames(
  run: StatementRun,
  { kind, database = run.database, pattern }: StatementOf<'showTables' | 'showViews'>,
): string[] {
  if (!run.catalog.hasDatabase(database)) {
    throw new QueryError('FAILED', `SemanticException [Error 10072]: Database does not exist: ${database}`);
  }
  return run.catalog
    .tables(database)
    .filter(({ tableType }) => kind === 'showTables' || tableType === 'VIRTUAL_VIEW')
    .map(({ name }) => name)
    .filter(matching(pattern))
    .sort();
}

/** Hive's patterns: `*` for anything, `|` for or. Some versions read them as regular expressions, so `.*` works as well. */
function matching(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const choices = pattern.split('|').map((choice) =>
    choice
      .replace(/\.\*/g, '*')
      .replace(/[.+?^${}()[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*'),
  );
  const expression = new RegExp(`^(${choices.join('|')})$`, 'i');
  return (name) => expression.test(name);
}

function partitions(run: StatementRun, name: TableName): string[] {
  const table = existingTable(run, name);
  if (!table.partitionKeys.length) {
    throw new QueryError(
      'FAILED',
      `SemanticException [Error 10241]: Table ${table.name} is not a partitioned table`,
    );
  }
  return run.catalog
    .partitions(table)
    .map(({ values }) =>
      values.map((value, index) => `${table.partitionKeys[index]?.name ?? ''}=${value}`).join('/'),
    )
    .sort();
}

function allColumns(table: CatalogTable): Column[] {
  return [...table.columns, ...table.partitionKeys];
}

const width = 20;
const padded = (text: string): string => text.padEnd(width);

function described(table: CatalogTable): string[] {
  const row = ({ name, type }: Column): string => [name, type, ''].map(padded).join('\t');
  const lines = allColumns(table).map(row);
  if (!table.partitionKeys.length) return lines;
  return [
    ...lines,
    '\t \t ',
    '# Partition Information\t \t ',
    ['# col_name', 'data_type', 'comment'].map(padded).join('\t'),
    '\t \t ',
    ...table.partitionKeys.map(row),
  ];
}

function details(table: CatalogTable): string[] {
  const storage = storageDescriptor(table);
  return [
    '\t \t ',
    '# Detailed Table Information\t \t ',
    `${padded('Database:')}\t${table.database}\t `,
    `${padded('CreateTime:')}\t${new Date(table.created).toUTCString()}\t `,
    `${padded('Location:')}\t${table.location}\t `,
    `${padded('Table Type:')}\t${table.tableType}\t `,
    'Table Parameters:\t \t ',
    ...Object.entries(table.parameters).map(([name, value]) => `\t${padded(name)}\t${value}`),
    '\t \t ',
    '# Storage Information\t \t ',
    `${padded('SerDe Library:')}\t${storage.SerdeInfo?.SerializationLibrary ?? ''}\t `,
    `${padded('InputFormat:')}\t${storage.InputFormat ?? ''}\t `,
    `${padded('OutputFormat:')}\t${storage.OutputFormat ?? ''}\t `,
  ];
}

/** The statement that would make the table, as Athena prints it. */
function createStatement(table: CatalogTable): string[] {
  if (table.tableType === 'VIRTUAL_VIEW') {
    throw new QueryError(
      'NOT_SUPPORTED',
      `Relation '${table.database}.${table.name}' is a view; use SHOW CREATE VIEW.`,
    );
  }
  const columns = (list: readonly Column[]): string[] =>
    list.map(({ name, type }, index) => `  \`${name}\` ${type}${index < list.length - 1 ? ', ' : ')'}`);
  const delimiter = table.csv?.delimiter ?? '\u0001';
  const { InputFormat = '', OutputFormat = '', SerdeInfo } = storageDescriptor(table);
  const rowFormat =
    table.format === 'csv' && table.csv?.quote === undefined
      ? [
          'ROW FORMAT DELIMITED ',
          `  FIELDS TERMINATED BY '${shownCharacter(delimiter)}' `,
          ...(table.csv?.nullText === undefined ? [] : [`  NULL DEFINED AS '${table.csv.nullText}' `]),
        ]
      : ['ROW FORMAT SERDE ', `  '${SerdeInfo?.SerializationLibrary ?? hiveClasses.csv.serde}' `];
  const parameters = Object.entries(table.parameters)
    .filter(([name]) => name !== 'EXTERNAL')
    .map(([name, value]) => `  '${name}'='${value}'`);
  return [
    `CREATE EXTERNAL TABLE \`${table.database}.${table.name}\`(`,
    ...columns(table.columns),
    ...(table.partitionKeys.length ? ['PARTITIONED BY ( ', ...columns(table.partitionKeys)] : []),
    ...rowFormat,
    'STORED AS INPUTFORMAT ',
    `  '${InputFormat}' `,
    'OUTPUTFORMAT ',
    `  '${OutputFormat}'`,
    'LOCATION',
    `  '${table.location.replace(/\/$/, '')}'`,
    ...(parameters.length ? ['TBLPROPERTIES ('] : []),
    ...parameters.map((line, index) => `${line}${index < parameters.length - 1 ? ', ' : ')'}`),
  ];
}

function shownCharacter(character: string): string {
  if (character === '\t') return '\\t';
  if (character >= ' ') return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
