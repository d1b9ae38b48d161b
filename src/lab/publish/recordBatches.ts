import { createReadStream } from 'node:fs';
import type { DataFile } from '../dataset/labData.ts';
import { splitLines } from '../lines/forEachLine.ts';
import { batchLimits, RecordBatcher, tooLong, type RecordBatch } from './recordBatcher.ts';

/**
 * Makes a file's lines into batches of records, in their order.
 * @param isThere leaves a line out: it has been delivered.
 */
export async function* recordBatches(
  file: DataFile,
  isThere: (bytes: Uint8Array, start: number, end: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const batcher = new RecordBatcher();
  let lineNumber = 0;
  const onLine = (source: Uint8Array, start: number, end: number): void => {
    lineNumber += 1;
    if (!isThere(source, start, end)) batcher.add(file, lineNumber, source, start, end);
  };
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 18, signal })) {
    rest = splitLines(rest, chunk as Buffer, onLine);
    // A line is told too long before it is read to its end.
    if (rest.length > batchLimits.recordBytes) throw tooLong(file, lineNumber + 1, rest.length);
    yield* batcher.full();
  }
  if (rest.length) onLine(rest, 0, rest.length);
  yield* batcher.all();
}
