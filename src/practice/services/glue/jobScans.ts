import { analysisError, SparkError } from '../../engines/spark/sparkError.ts';
import { identifier, quoted, type Session } from '../../engines/duckdb/engine.ts';
import { duckdbType } from '../../engines/duckdb/hiveTypes.ts';
import { parseS3Uri, type Objects, type StoredObject } from '../s3/objects.ts';

/** What a script reads by path. */
export interface FilesRequest {
  readonly paths: readonly string[];
  readonly format: 'parquet' | 'csv' | 'json' | 'text';
  /** In lower case, as Spark's reader names them. */
  readonly options: Readonly<Record<string, string>>;
  /** Names and Spark types; null lets the data say. */
  readonly schema: readonly (readonly [name: string, type: string])[] | null;
}

interface FoundObject {
  readonly object: StoredObject;
  /** The `name=value` folders between the path and the object. */
  readonly partition: ReadonlyMap<string, string>;
}

/** The objects below paths, as Spark lists them. Throws its error for a path without any. */
export function objectsBelow(paths: readonly string[], objects: Objects): FoundObject[] {
  return paths.flatMap((uri) => {
    const place = parseS3Uri(uri);
    if (!place)
      throw new SparkError(
        'IllegalArgumentException',
        `The practice account reads s3:// paths only, not ${uri}.`,
      );
    const found = objects.bucketExists(place.bucket) ? matching(place, objects) : [];
    if (!found.length) throw analysisError(`[PATH_NOT_FOUND] Path does not exist: ${uri}.`);
    return found;
  });
}

function matching({ bucket, key }: { bucket: string; key: string }, objects: Objects): FoundObject[] {
  const star = key.indexOf('*');
  const base = star < 0 ? key : key.slice(0, key.lastIndexOf('/', star) + 1);
  const folder = base === '' || base.endsWith('/') ? base : `${base}/`;
  const pattern = star < 0 ? undefined : globPattern(key);
  return objects
    .list(bucket, star < 0 ? base : folder)
    .filter(({ key: each, size }) => {
      if (size === 0 || /(^|\/)[_.]/.test(each.slice(folder.length))) return false;
      return pattern ? pattern.test(each) : each === base || each.startsWith(folder);
    })
    .map((object) => ({ object, partition: partitionOf(object.key.slice(folder.length)) }));
}

function globPattern(key: string): RegExp {
  const parts = key.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}(?:/.*)?$`, 's');
}

function partitionOf(below: string): ReadonlyMap<string, string> {
  const folders = below.split('/').slice(0, -1);
  return new Map(
    folders.flatMap((folder) => {
      const at = folder.indexOf('=');
      return at > 0
        ? [[decodeURIComponent(folder.slice(0, at)), decodeURIComponent(folder.slice(at + 1))]]
        : [];
    }),
  );
}

/** The SELECT that reads found objects: the data's columns, then those of the partitions. */
export async function scanFiles(
  request: FilesRequest,
  found: readonly FoundObject[],
  session: Session,
): Promise<string> {
  const files = `[${found.map(({ object }) => quoted(object.path)).join(', ')}]`;
  const { from, columns } = await dataColumns(request, files, session);
  const keys = [...new Set(found.flatMap(({ partition }) => [...partition.keys()]))];
  const partitions = keys.map((key) => partitionColumn(key, found));
  const taken = new Set(keys.map((key) => key.toLowerCase()));
  const own = columns.filter(({ name }) => !taken.has(name.toLowerCase()));
  return `SELECT ${[...own.map(({ sql }) => sql), ...partitions].join(', ')} FROM ${from}`;
}

function partitionColumn(key: string, found: readonly FoundObject[]): string {
  const values = found.map(({ partition }) => partition.get(key));
  const known = values.filter((value) => value !== undefined && value !== '__HIVE_DEFAULT_PARTITION__');
  const type = known.every((value) => /^-?\d{1,9}$/.test(value ?? ''))
    ? 'INTEGER'
    : known.every((value) => /^\d{4}-\d\d-\d\d$/.test(value ?? ''))
      ? 'DATE'
      : 'VARCHAR';
  const pairs = found.flatMap(({ object }, index) => {
    const value = values[index];
    return value === undefined || value === '__HIVE_DEFAULT_PARTITION__'
      ? []
      : [`${quoted(object.path)}: ${quoted(value)}`];
  });
  return `CAST(MAP {${pairs.join(', ')}}[filename] AS ${type}) AS ${identifier(key)}`;
}

interface DataColumns {
  readonly from: string;
  readonly columns: readonly { name: string; sql: string }[];
}

async function dataColumns(request: FilesRequest, files: string, session: Session): Promise<DataColumns> {
  const { format, options, schema } = request;
  switch (format) {
    case 'parquet':
      return described(
        `read_parquet(${files}, hive_partitioning = false, filename = true, union_by_name = true)`,
        request,
        session,
      );
    case 'json': {
      const lines = options['multiline'] === 'true' ? 'auto' : 'newline_delimited';
      const typed = schema
        ? `, columns = {${schema.map(([name, type]) => `${quoted(name)}: ${quoted(duckdbType(type))}`).join(', ')}}`
        : '';
      const from = `read_json(${files}, format = '${lines}', hive_partitioning = false, filename = true${typed})`;
      const found = await described(from, request, session);
      // Spark puts the fields it finds in the order of their names.
      return schema
        ? found
        : { from, columns: [...found.columns].sort((a, b) => (a.name < b.name ? -1 : 1)) };
    }
    case 'text':
      return {
        from: `read_csv(${files}, auto_detect = false, header = false, delim = '\u0001\u0002\u0003', quote = '', escape = '', nullstr = '\u0003\u0002\u0001', columns = {'value': 'VARCHAR'}, filename = true)`,
        columns: [{ name: 'value', sql: `coalesce(value, '') AS value` }],
      };
    case 'csv':
      return csvColumns(request, files, session);
  }
}

async function described(from: string, { schema }: FilesRequest, session: Session): Promise<DataColumns> {
  const { rows } = await session.query(`DESCRIBE SELECT * EXCLUDE (filename) FROM ${from}`);
  const names = rows.map(([name]) => String(name));
  if (!schema) return { from, columns: names.map((name) => ({ name, sql: identifier(name) })) };
  const columns = schema.map(([name, type]) => {
    const known = names.find((each) => each.toLowerCase() === name.toLowerCase());
    const value = known === undefined ? 'NULL' : identifier(known);
    return { name, sql: `TRY_CAST(${value} AS ${duckdbType(type)}) AS ${identifier(name)}` };
  });
  return { from, columns };
}

async function csvColumns(request: FilesRequest, files: string, session: Session): Promise<DataColumns> {
  const { options, schema } = request;
  const header = options['header'] === 'true';
  const given = [
    `delim = ${quoted(options['sep'] ?? options['delimiter'] ?? ',')}`,
    `quote = ${quoted(options['quote'] ?? '"')}`,
    `escape = ${quoted(options['escape'] ?? '\\')}`,
    `nullstr = ${quoted(options['nullvalue'] ?? '')}`,
    `header = ${String(header)}`,
    `all_varchar = ${String(options['inferschema'] !== 'true')}`,
    'strict_mode = false, null_padding = true, hive_partitioning = false, filename = true, parallel = false',
  ];
  const from = `read_csv(${files}, ${given.join(', ')})`;
  const { rows } = await session.query(`DESCRIBE SELECT * EXCLUDE (filename) FROM ${from}`);
  const names = rows.map(([name]) => String(name));
  if (schema) {
    const columns = schema.map(([name, type], index) => {
      const known = names[index];
      const value = known === undefined ? 'NULL' : identifier(known);
      return { name, sql: `TRY_CAST(${value} AS ${duckdbType(type)}) AS ${identifier(name)}` };
    });
    return { from: from.replace(/all_varchar = \w+/, 'all_varchar = true'), columns };
  }
  const small = await smallIntegers(rows, from, session);
  const columns = names.map((name, index) => {
    const shown = header ? name : `_c${index}`;
    const value = small.has(name) ? `CAST(${identifier(name)} AS INTEGER)` : identifier(name);
    return { name: shown, sql: `${value} AS ${identifier(shown)}` };
  });
  return { from, columns };
}

/** The whole-number columns whose values all fit Spark's int: that is what it infers for them. */
async function smallIntegers(
  described: readonly (readonly unknown[])[],
  from: string,
  session: Session,
): Promise<Set<string>> {
  const whole = described.filter(([, type]) => type === 'BIGINT').map(([name]) => String(name));
  if (!whole.length) return new Set();
  const tests = whole.map((name) => `coalesce(max(abs(${identifier(name)})) < 2147483648, true)`);
  const { rows } = await session.query(`SELECT ${tests.join(', ')} FROM ${from}`);
  return new Set(whole.filter((_, index) => rows[0]?.[index] === true));
}
