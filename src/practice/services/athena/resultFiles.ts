import type { ColumnInfo } from '@aws-sdk/client-athena';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import type { StatementOutcome } from './statementRun.ts';

/** Puts what a statement that succeeded leaves behind under its output location. Returns the manifest's URI, if there is one. */
export async function putResults(
  objects: Objects,
  outputLocation: string,
  id: string,
  statementType: string,
  outcome: StatementOutcome,
): Promise<string | undefined> {
  const place = parseS3Uri(outputLocation);
  if (!place) return undefined;
  const put = async (ending: string, body: string | Uint8Array): Promise<void> => {
    await objects.put(place.bucket, `${place.key}${ending}`, body, 'application/octet-stream');
  };
  if (outcome.resultFile !== undefined) await objects.adopt(place.bucket, place.key, outcome.resultFile);
  else if (place.key.endsWith('.txt')) await put('', (outcome.lines ?? []).join('\n'));
  if (outcome.columns && statementType !== 'UTILITY') {
    await put('.metadata', metadata(id, outcome.columns, outcome.written && outcome.updateCount));
  }
  if (!outcome.written?.length) return undefined;
  await put('-manifest.csv', `${outcome.written.join('\n')}\n`);
  return `${outputLocation}-manifest.csv`;
}

/** A statement that prints text leaves what went wrong in its place. */
export async function putFailure(objects: Objects, outputLocation: string, reason: string): Promise<void> {
  const place = parseS3Uri(outputLocation);
  if (!place?.key.endsWith('.txt') || !objects.bucketExists(place.bucket)) return;
  await objects.put(place.bucket, place.key, `FAILED: ${reason}`, 'application/octet-stream');
}

/**
 * The file beside a result that tells its columns, in protobuf: 1 the query's id, 3 the count of rows written, 4 a column
 * each: 1 catalog, 4 name, 5 label, 6 type, 7 precision, 8 scale, 9 nullable (3: unknown), 10 case-sensitive.
 */
export function metadata(id: string, columns: readonly ColumnInfo[], updateCount?: number): Buffer {
  return Buffer.concat([
    text(1, id),
    ...(updateCount === undefined ? [] : [number(3, updateCount)]),
    ...columns.map((column) =>
      bytes(
        4,
        Buffer.concat([
          text(1, column.CatalogName ?? 'hive'),
          text(4, column.Name ?? ''),
          text(5, column.Label ?? ''),
          text(6, column.Type ?? ''),
          ...(column.Precision ? [number(7, column.Precision)] : []),
          ...(column.Scale ? [number(8, column.Scale)] : []),
          number(9, 3),
          ...(column.CaseSensitive ? [number(10, 1)] : []),
        ]),
      ),
    ),
  ]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function varint(value: number): Buffer {
  const found: number[] = [];
  let rest = value;
  while (rest > 127) {
    found.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...found, rest]);
}
