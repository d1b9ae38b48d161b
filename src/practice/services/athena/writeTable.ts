import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { identifier, quoted } from '../../engines/duckdb/engine.ts';
import { duckdbType } from '../../engines/duckdb/hiveTypes.ts';
import { textOf } from '../../engines/sql/javaText.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import type { CatalogTable } from '../glue/catalog.ts';
import { parseS3Uri } from '../s3/objects.ts';
import type { AccountSession, PreparedQuery } from './accountSession.ts';
import { fileStem } from './fileNames.ts';
import type { StatementRun } from './statementRun.ts';

/** How the files of a table are compressed. */
export type Compression = 'gzip' | 'snappy' | 'zstd' | 'lz4' | 'none';

/** What was written. */
export interface Written {
  readonly rows: number;
  /** URIs of the new objects. */
  readonly uris: readonly string[];
  /** Values of the partitions that have them, each with its location. */
  readonly partitions: readonly { values: string[]; location: string }[];
}

/** Athena writes at most so many partitions in one statement. */
const mostPartitions = 100;
const tooMany = `Exceeded limit of ${mostPartitions} open writers for partitions/buckets`;

/**
 * Writes a query's rows, whose columns are the table's and then its keys, as new objects below the table's location.
 * What was written before a failure stays, as on AWS. Throws QueryError.
 */
export async function writeTable(
  run: StatementRun,
  account: AccountSession,
  query: PreparedQuery,
  table: CatalogTable,
  compression: Compression,
): Promise<Written> {
  const folder = path.join(run.scratch, run.id);
  await mkdir(folder, { recursive: true });
  try {
    const copied = await account.explain(run.sql, () =>
      account.session.query(copyStatement(query, table, compression, folder)),
    );
    const files = await filesOf(folder, table.partitionKeys.length);
    const written = await adoptFiles(run, table, compression, files);
    return { rows: Number(copied.rows[0]?.[0] ?? 0), ...written };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function copyStatement(
  query: PreparedQuery,
  table: CatalogTable,
  compression: Compression,
  folder: string,
): string {
  const all = [...table.columns, ...table.partitionKeys];
  const from = `FROM (${query.sql}) AS rows(${all.map((_, index) => `c${index}`).join(', ')})`;
  const cast = (index: number): string => `CAST(c${index} AS ${duckdbType(all[index]?.type ?? 'string')})`;
  const text = (index: number): string => textOf(`c${index}`, query.columns[index]?.type ?? 'VARCHAR');
  const keys = table.partitionKeys.map(
    ({ name }, key) => `${text(table.columns.length + key)} AS ${identifier(name)}`,
  );
  const partitioned = keys.length
    ? `, PARTITION_BY (${table.partitionKeys.map(({ name }) => identifier(name)).join(', ')})`
    : '';
  const to = quoted(keys.length ? folder : path.join(folder, 'data'));
  const values = table.columns.map(({ name }, index) => `${cast(index)} AS ${identifier(name)}`);
  // The line is made here, as one field: DuckDB's own CSV would quote, and write numbers otherwise.
  const lines = (line: string): string =>
    `COPY (SELECT ${[`${line} AS line`, ...keys].join(', ')} ${from}) ` +
    `TO ${to} (FORMAT csv, HEADER false, DELIMITER ${quoted('\u0002')}, QUOTE '', ESCAPE ''${partitioned})`;
  switch (table.format) {
    case 'parquet': {
      const codec = compression === 'none' ? 'uncompressed' : compression;
      return `COPY (SELECT ${[...values, ...keys].join(', ')} ${from}) TO ${to} (FORMAT parquet, COMPRESSION ${codec}${partitioned})`;
    }
    case 'json': {
      const fields = table.columns.map(({ name }, index) => `${identifier(name)} := ${cast(index)}`);
      return lines(`CAST(to_json(struct_pack(${fields.join(', ')})) AS VARCHAR)`);
    }
    default: {
      const delimiter = quoted(table.csv?.delimiter ?? '\u0001');
      const nullText = quoted(table.csv?.nullText ?? '\\N');
      const fields = table.columns.map((_, index) => `coalesce(${text(index)}, ${nullText})`);
      return lines(`concat_ws(${delimiter}, ${fields.join(', ')})`);
    }
  }
}

/** A file that DuckDB wrote, and the folders `key=value` it lies in. */
interface PartitionFile {
  readonly file: string;
  readonly folders: readonly string[];
}

async function filesOf(
  folder: string,
  depth: number,
  folders: readonly string[] = [],
): Promise<PartitionFile[]> {
  const entries = (await readdir(folder)).sort();
  const found = await Promise.all(
    entries.map(async (entry): Promise<PartitionFile[]> => {
      const file = path.join(folder, entry);
      if (depth > 0) return filesOf(file, depth - 1, [...folders, entry]);
      return (await stat(file)).size > 0 ? [{ file, folders }] : [];
    }),
  );
  return found.flat();
}

async function adoptFiles(
  run: StatementRun,
  table: CatalogTable,
  compression: Compression,
  files: readonly PartitionFile[],
): Promise<Omit<Written, 'rows'>> {
  const place = parseS3Uri(table.location);
  if (!place) throw new QueryError('INVALID_TABLE_PROPERTY', `${table.location} is not an S3 location`);
  const stem = fileStem(run);
  const uris: string[] = [];
  const partitions = new Map<string, { values: string[]; location: string }>();
  const adopt = async ({ file, folders }: PartitionFile): Promise<void> => {
    run.signal.throwIfAborted();
    const values = folders.map((folder) => decodeURIComponent(folder.slice(folder.indexOf('=') + 1)));
    const below = values
      .map((value, index) => `${table.partitionKeys[index]?.name ?? ''}=${hiveEscaped(value)}/`)
      .join('');
    const location = `s3://${place.bucket}/${place.key}${below}`;
    if (!partitions.has(below) && partitions.size === mostPartitions) {
      throw new QueryError('HIVE_TOO_MANY_OPEN_PARTITIONS', tooMany);
    }
    partitions.set(below, { values, location });
    const finished = await compressed(file, table.format === 'parquet' ? 'none' : compression);
    const ending = finished === file ? '' : '.gz';
    const key = `${place.key}${below}${stem}_${randomUUID()}${ending}`;
    await run.objects.adopt(place.bucket, key, finished);
    uris.push(`s3://${place.bucket}/${key}`);
  };
  // Two at a time: compressing runs beside this thread.
  const left = [...files];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await adopt(next);
  };
  const [first, second] = await Promise.allSettled([worker(), worker()]);
  for (const each of [first, second]) {
    if (each.status === 'rejected') throw each.reason;
  }
  return { uris: uris.sort(), partitions: table.partitionKeys.length ? [...partitions.values()] : [] };
}

/** The file compressed, under another name; the file itself where nothing is to be done. */
async function compressed(file: string, compression: Compression): Promise<string> {
  if (compression !== 'gzip') return file;
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    createGzip({ level: 3 }),
    createWriteStream(`${file}.gz`),
  );
  return `${file}.gz`;
}

/** A partition's value as Hive writes it in a path. */
function hiveEscaped(value: string): string {
  return value.replace(
    // eslint-disable-next-line no-control-regex -- Hive escapes control characters as well.
    /[\u0000-\u001f"#%'*/:=?\\{[\]^\u007f]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
