import type { CatalogTable, Column } from '../../services/glue/catalog.ts';
import type { StoredObject } from '../../services/s3/objects.ts';
import { identifier, quoted } from './engine.ts';
import { duckdbType } from './hiveTypes.ts';

/** Bytes that no line of text holds: a line is read whole, as one field, and split afterwards as Hive does. */
const noDelimiter = '\u0001\u0002\u0003\u0004';
const noText = '\u0004\u0003\u0002\u0001';

/** Where DuckDB says which file a row is of: no column of a table is called so, while `filename` is one of the lab's. */
const fileColumn = '$file';

/** How DuckDB says which file a row is of. */
interface FileTold {
  /** What the reader selects, and the option it needs. */
  readonly select: string;
  readonly option: string;
  /** By what it tells a file of the list. */
  readonly key: (path: string, index: number) => string;
}

const byName: FileTold = {
  select: '*',
  option: `, filename = ${quoted(fileColumn)}`,
  key: (path) => quoted(path),
};

/** Where it is to give the file's name, DuckDB takes a comparison with a column `filename` for one with that name. */
const byIndex: FileTold = {
  select: `*, file_index AS ${identifier(fileColumn)}`,
  option: '',
  key: (_, index) => String(index),
};

/**
 * The SELECT that reads `objects` (at least one) with a table's format: its columns, typed, and `$path`.
 * Throws an Error for a format that is not read.
 */
export function readObjects(table: CatalogTable, objects: readonly StoredObject[]): string {
  const files = `[${objects.map((object) => quoted(object.path)).join(', ')}]`;
  const told = table.columns.some(({ name }) => name.toLowerCase() === 'filename') ? byIndex : byName;
  switch (table.format) {
    case 'csv':
      return table.csv?.quote === undefined
        ? delimitedText(table, files, pathColumn(objects, byName))
        : quotedText(table, files, pathColumn(objects, byName));
    case 'parquet':
      return parquet(table.columns, files, told, pathColumn(objects, told));
    case 'json':
      return jsonLines(table.columns, files, told, pathColumn(objects, told));
    case 'unsupported':
      throw new Error(
        `The practice account does not read the format of table ${table.database}.${table.name}.`,
      );
  }
}

/**
 * LazySimpleSerDe: a line is split at each delimiter; fields that are missing are NULL, those too many are dropped, and
 * a field that its type cannot read is NULL.
 */
function delimitedText({ columns, csv }: CatalogTable, files: string, path: string): string {
  const nullText = quoted(csv?.nullText ?? '\\N');
  const fields = columns.map(({ name, type }, index) => {
    const field = `NULLIF(fields[${index + 1}], ${nullText})`;
    return `${fieldValue(field, type)} AS ${identifier(name)}`;
  });
  const lines =
    `SELECT string_split(coalesce(line, ''), ${quoted(csv?.delimiter ?? '\u0001')}) AS fields, ${identifier(fileColumn)} FROM ` +
    `read_csv(${files}, ${textOptions(csv?.skipLines)}, delim = ${quoted(noDelimiter)}, quote = '', escape = '', ` +
    `columns = {'line': 'VARCHAR'})`;
  return `SELECT ${[...fields, path].join(', ')} FROM (${lines})`;
}

/** OpenCSVSerde: as LazySimpleSerDe, but for fields that stand in quotes; `\` escapes. */
function quotedText({ columns, csv }: CatalogTable, files: string, path: string): string {
  const fields = columns.map(
    ({ name, type }, index) => `${fieldValue(`f${index}`, type)} AS ${identifier(name)}`,
  );
  const names = columns.map((_, index) => `'f${index}': 'VARCHAR'`);
  return (
    `SELECT ${[...fields, path].join(', ')} FROM read_csv(${files}, ${textOptions(csv?.skipLines)}, ` +
    `delim = ${quoted(csv?.delimiter ?? ',')}, quote = ${quoted(csv?.quote ?? '"')}, ` +
    `escape = ${quoted(csv?.quote ?? '"')}, null_padding = true, strict_mode = false, parallel = false, ` +
    `columns = {${names.join(', ')}})`
  );
}

function textOptions(skipLines: number | undefined): string {
  return (
    `auto_detect = false, header = false, filename = ${quoted(fileColumn)}, ` +
    `nullstr = ${quoted(noText)}, skip = ${skipLines ?? 0}`
  );
}

/** A text field as a value of a Hive type: NULL where Hive's own reader would not take it. */
function fieldValue(field: string, hiveType: string): string {
  const type = duckdbType(hiveType);
  if (type === 'VARCHAR') return field;
  if (type.endsWith('INT') || type === 'INTEGER') {
    return `CASE WHEN regexp_full_match(${field}, '[+-]?[0-9]+') THEN TRY_CAST(${field} AS ${type}) END`;
  }
  if (type === 'BOOLEAN') return `CASE lower(${field}) WHEN 'true' THEN true WHEN 'false' THEN false END`;
  return `TRY_CAST(${field} AS ${type})`;
}

/** By column name; a column that no file has is NULL: the row of placeholders gives every column a place. */
function parquet(columns: readonly Column[], files: string, told: FileTold, path: string): string {
  const placeholders = columns.map(({ name }) => `NULL AS ${identifier(name)}`);
  const values = columns.map(
    ({ name, type }) => `TRY_CAST(${identifier(name)} AS ${duckdbType(type)}) AS ${identifier(name)}`,
  );
  return (
    `SELECT ${[...values, path].join(', ')} FROM (SELECT * FROM (SELECT ${[...placeholders, `NULL AS ${identifier(fileColumn)}`].join(', ')}) ` +
    `WHERE false UNION ALL BY NAME SELECT ${told.select} FROM read_parquet(${files}, union_by_name = true, ` +
    `hive_partitioning = false${told.option}))`
  );
}

function jsonLines(columns: readonly Column[], files: string, told: FileTold, path: string): string {
  const names = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(duckdbType(type))}`);
  return (
    `SELECT ${[...columns.map(({ name }) => identifier(name)), path].join(', ')} FROM (SELECT ${told.select} FROM ` +
    `read_json(${files}, format = 'newline_delimited', hive_partitioning = false${told.option}, columns = {${names.join(', ')}}))`
  );
}

function pathColumn(objects: readonly StoredObject[], told: FileTold): string {
  const uris = objects.map(
    ({ bucket, key, path }, index) => `${told.key(path, index)}: ${quoted(`s3://${bucket}/${key}`)}`,
  );
  return `MAP {${uris.join(', ')}}[${identifier(fileColumn)}] AS "$path"`;
}
