import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { analysisError, SparkError } from '../../engines/spark/sparkError.ts';
import { identifier, quoted, type Session } from '../../engines/duckdb/engine.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';

/** What a script writes. */
export interface WriteRequest {
  readonly sql: string;
  /** Names and Spark types of the rows' columns. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly path: string;
  readonly format: 'parquet' | 'csv' | 'json' | 'text';
  readonly mode: 'append' | 'overwrite' | 'ignore' | 'error';
  readonly partitionKeys: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** Glue's writer and Spark's name their files differently. */
  readonly writer: 'glue' | 'spark';
}

/** Where files are written before they become objects. */
export interface WritePlaces {
  readonly session: Session;
  readonly objects: Objects;
  /** A folder of this run. */
  readonly scratch: string;
}

/** Writes rows below an S3 path. Throws what Glue and Spark say. */
export async function writeRows(request: WriteRequest, places: WritePlaces): Promise<void> {
  const { objects } = places;
  const place = parseS3Uri(request.path);
  if (!place)
    throw new SparkError(
      'IllegalArgumentException',
      `The practice account writes to s3:// paths only, not ${request.path}.`,
    );
  if (!objects.bucketExists(place.bucket)) throw noSuchBucket(request.writer);
  const prefix = place.key === '' || place.key.endsWith('/') ? place.key : `${place.key}/`;
  const before = objects.list(place.bucket, prefix);
  if (before.length && request.mode === 'ignore') return;
  if (before.length && request.mode === 'error') {
    throw analysisError(
      `[PATH_ALREADY_EXISTS] Path ${request.path} already exists. Set mode as "overwrite" to overwrite the existing path.`,
    );
  }
  const folder = path.join(places.scratch, randomUUID());
  mkdirSync(folder, { recursive: true });
  try {
    const { rows } = await places.session.query(copyOf(request, folder));
    // The rows may come from what is overwritten: it goes once they are written.
    if (request.mode === 'overwrite') for (const { key } of before) objects.delete(place.bucket, key);
    const empty =
      Number(rows[0]?.[0] ?? 0) === 0 && (request.writer === 'glue' || request.partitionKeys.length > 0);
    if (!empty) await adoptAll(request, folder, place.bucket, prefix, objects);
    if (request.writer === 'spark') await objects.put(place.bucket, `${prefix}_SUCCESS`, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function adoptAll(
  request: WriteRequest,
  folder: string,
  bucket: string,
  prefix: string,
  objects: Objects,
): Promise<void> {
  const run = Date.now();
  const id = randomUUID();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
  for (const [index, file] of files.entries()) {
    const number = String(index).padStart(5, '0');
    const below = path
      .relative(folder, path.dirname(file))
      .split(path.sep)
      .filter((part) => part !== '');
    const name =
      request.writer === 'glue'
        ? `run-${run}-part-block-0-r-${number}${glueEnding(request)}`
        : `part-${number}-${id}-c000${sparkEnding(request)}`;
    await objects.adopt(bucket, prefix + [...below, name].join('/'), file);
  }
}

function compressionOf({ format, options }: WriteRequest): string {
  const given = options['compression']?.toLowerCase();
  if (given !== undefined) return given === 'uncompressed' ? 'none' : given;
  return format === 'parquet' ? 'snappy' : 'none';
}

function glueEnding(request: WriteRequest): string {
  if (request.format === 'parquet')
    return compressionOf(request) === 'none' ? '.parquet' : `-${compressionOf(request)}.parquet`;
  return compressionOf(request) === 'gzip' ? '.gz' : '';
}

function sparkEnding(request: WriteRequest): string {
  const compression = compressionOf(request);
  const { format } = request;
  if (format === 'parquet') return `${compression === 'none' ? '' : `.${compression}`}.parquet`;
  return `.${format === 'text' ? 'txt' : format}${compression === 'gzip' ? '.gz' : ''}`;
}

const compressions = { parquet: ['snappy', 'none', 'gzip', 'zstd'], other: ['none', 'gzip'] };

/** The COPY into a folder, or into one file of it. */
function copyOf(request: WriteRequest, folder: string): string {
  const { format, options, partitionKeys } = request;
  const compression = compressionOf(request);
  if (!(format === 'parquet' ? compressions.parquet : compressions.other).includes(compression)) {
    throw new SparkError('NotImplemented', `the compression '${compression}' of ${format}`);
  }
  const given = [
    `FORMAT ${format === 'parquet' ? 'parquet' : 'csv'}`,
    `COMPRESSION ${format === 'parquet' && compression === 'none' ? 'uncompressed' : compression}`,
  ];
  if (format === 'csv') {
    given.push(
      `HEADER ${String(options['header'] === 'true')}`,
      `DELIMITER ${quoted(options['sep'] ?? options['delimiter'] ?? ',')}`,
      `QUOTE ${quoted(options['quote'] ?? '"')}`,
      `ESCAPE ${quoted(options['escape'] ?? '\\')}`,
      `NULLSTR ${quoted(options['nullvalue'] ?? '')}`,
    );
  }
  if (format === 'text' || format === 'json')
    given.push("HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u0001'");
  if (partitionKeys.length) given.push(`PARTITION_BY (${partitionKeys.map(identifier).join(', ')})`);
  const target = partitionKeys.length ? folder : path.join(folder, 'data');
  return `COPY (${rowsOf(request)}) TO ${quoted(target)} (${given.join(', ')})`;
}

/** The rows as the format writes them: text formats print doubles and times as Java does, JSON leaves nulls out. */
function rowsOf({ sql, columns, format, partitionKeys }: WriteRequest): string {
  if (format === 'parquet' || format === 'text') return sql;
  const texts = new Map(columns.map(([name, type]) => [name, textOf(identifier(name), type, format)]));
  if (format === 'csv') {
    const listed = [...texts].map(([name, text]) => `${text} AS ${identifier(name)}`);
    return `SELECT ${listed.join(', ')} FROM (${sql})`;
  }
  const fields = [...texts].filter(([name]) => !partitionKeys.includes(name));
  const packed = fields.map(([name, text]) => `${identifier(name)} := ${text}`).join(', ');
  const json = fields.length
    ? `CAST(json_merge_patch('{}', to_json(struct_pack(${packed}))) AS VARCHAR)`
    : "'{}'";
  return `SELECT ${[...partitionKeys.map(identifier), `${json} AS ${identifier(jsonColumn)}`].join(', ')} FROM (${sql})`;
}

/** The one column of rows that are JSON already. */
const jsonColumn = '\u0001json';

function textOf(column: string, type: string, format: 'csv' | 'json'): string {
  if (type === 'timestamp') return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  return format === 'csv' && (type === 'double' || type === 'float')
    ? `spark_double_text(${column})`
    : column;
}

/** What a run on AWS ends with when the bucket is not there: the lab's script before its name was patched. */
function noSuchBucket(writer: WriteRequest['writer']): SparkError {
  const call = writer === 'glue' ? 'pyWriteDynamicFrame' : 'save';
  const request = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  return new SparkError(
    'Py4JJavaError',
    `An error occurred while calling o${100 + (Date.now() % 100)}.${call}. The specified bucket does not exist ` +
      `(Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; Request ID: ${request}; Proxy: null)`,
  );
}
