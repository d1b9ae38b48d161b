import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { CsvClassifier } from '@aws-sdk/client-glue';
import type { Engine } from '../../../engines/duckdb/engine.ts';
import type { StoredObject } from '../../s3/objects.ts';
import { csvSchema } from './csvSchema.ts';
import { jsonSchema } from './jsonSchema.ts';
import type { ObjectSchema } from './objectSchema.ts';
import { parquetSchema } from './parquetSchema.ts';

/** Bytes read of an object; of a compressed one fewer, since they unpack to more. */
const headBytes = 1024 * 1024;
const compressedHeadBytes = 128 * 1024;

/**
 * What an object holds, from its first bytes: by the crawler's custom classifiers in their order, then by the
 * built-in ones. `UNKNOWN` when none recognizes it.
 */
export async function classify(
  object: StoredObject,
  classifiers: readonly CsvClassifier[],
  engine: Engine,
): Promise<ObjectSchema> {
  const head = await readHead(object.path, Math.min(object.size, headBytes));
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    const { columns, records } = await parquetSchema(object.path, engine);
    const { size } = object;
    return {
      classification: 'parquet',
      columns,
      compression: 'none',
      sample: { records, bytes: size, sampled: size },
    };
  }
  const { text, sampled, compression } = unpacked(head, object.size);
  const lines = linesOf(text, sampled < object.size);
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const found = fromLines(lines, classifiers);
  return {
    classification: found?.classification ?? 'UNKNOWN',
    columns: found?.columns ?? [],
    ...(found?.csv ? { csv: found.csv } : {}),
    compression,
    sample: {
      records: found?.records ?? lines.length,
      bytes,
      // An uncompressed sample ends with its last whole line.
      sampled: compression === 'none' && sampled < object.size ? bytes : sampled,
    },
  };
}

function fromLines(lines: readonly string[], classifiers: readonly CsvClassifier[]) {
  for (const classifier of classifiers) {
    const found = csvSchema(lines, classifier);
    if (found) return { classification: 'csv' as const, ...found };
  }
  const json = jsonSchema(lines);
  if (json) return { classification: 'json' as const, csv: undefined, ...json };
  const csv = csvSchema(lines);
  return csv && { classification: 'csv' as const, ...csv };
}

async function readHead(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function unpacked(
  head: Buffer,
  size: number,
): { text: Buffer; sampled: number; compression: ObjectSchema['compression'] } {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { text: head, sampled: head.length, compression: 'none' };
  const part = head.subarray(0, Math.min(size, compressedHeadBytes));
  try {
    // The part ends in the middle of the stream; what it holds so far is enough.
    const text = gunzipSync(part, { finishFlush: constants.Z_SYNC_FLUSH });
    return { text, sampled: part.length, compression: 'gzip' };
  } catch {
    return { text: Buffer.alloc(0), sampled: part.length, compression: 'gzip' };
  }
}

/** The sample's whole lines without empty ones; the last of a cut sample is a part of a line. */
function linesOf(text: Buffer, cut: boolean): string[] {
  // Text has no NUL bytes: what has them is no file of lines.
  if (text.includes(0)) return [];
  const lines = text.toString('utf8').split(/\r?\n/);
  if (cut) lines.pop();
  return lines.filter((line) => line !== '');
}
