import type { StorageDescriptor } from '@aws-sdk/client-glue';
import type { CatalogTable, Column } from './catalog.ts';

/** The Hive classes that read and write one format, as Glue names them in a storage descriptor. */
interface HiveClasses {
  readonly input: string;
  readonly output: string;
  readonly serde: string;
}

const text = {
  input: 'org.apache.hadoop.mapred.TextInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
};
export const lazySimpleSerDe = 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe';
export const openCsvSerde = 'org.apache.hadoop.hive.serde2.OpenCSVSerde';

/** The classes of each format that the account's tables may have. */
export const hiveClasses = {
  csv: { ...text, serde: lazySimpleSerDe },
  quotedCsv: { ...text, serde: openCsvSerde },
  json: { ...text, serde: 'org.openx.data.jsonserde.JsonSerDe' },
  parquet: {
    input: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    output: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serde: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  },
} as const satisfies Record<string, HiveClasses>;

/** The storage descriptor of a table that another service made. */
export function storageDescriptor(table: CatalogTable): StorageDescriptor {
  const { csv } = table;
  const classes =
    table.format === 'csv'
      ? csv?.quote === undefined
        ? hiveClasses.csv
        : hiveClasses.quotedCsv
      : table.format === 'unsupported'
        ? undefined
        : hiveClasses[table.format];
  const view = table.tableType === 'VIRTUAL_VIEW';
  return {
    Columns: table.columns.map(({ name, type }) => ({ Name: name, Type: type })),
    Location: table.location,
    ...(classes && !view ? { InputFormat: classes.input, OutputFormat: classes.output } : {}),
    Compressed: false,
    NumberOfBuckets: view ? 0 : -1,
    SerdeInfo:
      classes && !view
        ? { SerializationLibrary: classes.serde, Parameters: csv ? csvParameters(csv) : serdeFormat }
        : {},
    BucketColumns: [],
    SortColumns: [],
    Parameters: {},
    StoredAsSubDirectories: false,
  };
}

const serdeFormat = { 'serialization.format': '1' };

function csvParameters(csv: NonNullable<CatalogTable['csv']>): Record<string, string> {
  if (csv.quote !== undefined) {
    return { separatorChar: csv.delimiter, quoteChar: csv.quote, ...serdeFormat };
  }
  return {
    'field.delim': csv.delimiter,
    'serialization.format': csv.delimiter,
    ...(csv.nullText === undefined ? {} : { 'serialization.null.format': csv.nullText }),
  };
}

/** How a storage descriptor's data is written; `parameters` are the table's (they may say how many lines to skip). */
export function formatOf(
  storage: StorageDescriptor | undefined,
  parameters: Readonly<Record<string, string>>,
): Pick<CatalogTable, 'format' | 'csv'> {
  const library = storage?.SerdeInfo?.SerializationLibrary ?? '';
  const serde = storage?.SerdeInfo?.Parameters ?? {};
  const header = parameters['skip.header.line.count'] ?? serde['skip.header.line.count'];
  const skip = header === undefined ? {} : { skipLines: Number(header) };
  if (library === openCsvSerde) {
    const { separatorChar = ',', quoteChar = '"' } = serde;
    return { format: 'csv', csv: { delimiter: separatorChar, quote: quoteChar, ...skip } };
  }
  if (library.endsWith('.LazySimpleSerDe')) {
    const nullText = serde['serialization.null.format'];
    const delimiter = serde['field.delim'] ?? '\u0001';
    return {
      format: 'csv',
      csv: { delimiter, ...skip, ...(nullText === undefined ? {} : { nullText }) },
    };
  }
  if (/parquet/i.test(library)) return { format: 'parquet' };
  if (/json/i.test(library)) return { format: 'json' };
  return { format: 'unsupported' };
}

/** Glue's columns as the services share them: names and types in lower case; a column without a type is a string. */
export function sharedColumns(
  columns: readonly { Name: string | undefined; Type?: string | undefined }[] = [],
): Column[] {
  return columns.map(({ Name = '', Type = 'string' }) => ({
    name: Name.toLowerCase(),
    type: Type.toLowerCase(),
  }));
}
