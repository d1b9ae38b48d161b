import { createReadStream } from 'node:fs';
import type { DataFile } from '../dataset/labData.ts';
import { splitLines } from '../lines/forEachLine.ts';
import { StageError } from '../stage.ts';

/** What PutRecordBatch takes: records, bytes of all, bytes of one. */
export const batchLimits = { records: 500, bytes: 4 * 1024 * 1024, recordBytes: 1000 * 1024 } as const;

/** Records to be put with one request: their bytes, line feeds included. */
export interface RecordBatch {
  readonly records: readonly Uint8Array[];
  readonly bytes: number;
}

/**
 * Makes a file's lines into records, in batches as PutRecordBatch takes them: each line byte for byte, the file's name
 * and a space in front, a line feed behind, because a delivery stream puts nothing between records.
 * @param isThere leaves a line out: it has been delivered.
 */
export async function* recordBatches(
  file: DataFile,
  isThere: (bytes: Uint8Array, start: number, end: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const name = Buffer.from(`${file.name} `);
  const ready: RecordBatch[] = [];
  let records: Uint8Array[] = [];
  let bytes = 0;
  let lineNumber = 0;
  const close = (): void => {
    if (records.length) ready.push({ records, bytes });
    records = [];
    bytes = 0;
  };
  const onLine = (source: Uint8Array, start: number, end: number): void => {
    lineNumber += 1;
    if (isThere(source, start, end)) return;
    const size = name.length + (end - start) + 1;
    if (size > batchLimits.recordBytes) throw tooLong(file, lineNumber, size);
    if (records.length === batchLimits.records || bytes + size > batchLimits.bytes) close();
    const record = Buffer.allocUnsafe(size);
    record.set(name);
    record.set(source.subarray(start, end), name.length);
    record[size - 1] = 10;
    records.push(record);
    bytes += size;
  };
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 18, signal })) {
    rest = splitLines(rest, chunk as Buffer, onLine);
    // A line is told too long before it is read to its end.
    if (rest.length > batchLimits.recordBytes) throw tooLong(file, lineNumber + 1, rest.length);
    yield* ready.splice(0);
  }
  if (rest.length) onLine(rest, 0, rest.length);
  close();
  yield* ready;
}

function tooLong(file: DataFile, lineNumber: number, size: number): StageError {
  return new StageError(
    `Line ${lineNumber} of ${file.name} has ${size} bytes or more; a record may have ${batchLimits.recordBytes}.`,
    `Look at ${file.path}: a line of engine data has less than 250 bytes.`,
  );
}
