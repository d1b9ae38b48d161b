import { createReadStream } from 'node:fs';
import type { LabAccount } from '../account.ts';
import type { DataFile } from '../dataset/labData.ts';
import { forEachLine } from '../lines/forEachLine.ts';
import { lineHash } from '../lines/lineHash.ts';
import { forEachDeliveredLine, type Delivered } from './deliveredLines.ts';
import { createLineMultiset, type LineMultiset } from './lineMultiset.ts';

const space = 32;

/** Reads every line that was delivered: `<file name> <line>`, as the publisher sends them. */
export async function readDeliveredLines(
  account: LabAccount,
  delivered: Delivered,
  signal?: AbortSignal,
): Promise<LineMultiset> {
  const lines = createLineMultiset();
  const fileOf = fileNameReader();
  await forEachDeliveredLine(
    account,
    delivered,
    (bytes, start, end) => {
      const file = fileOf(bytes, start, end);
      lines.add(file, lineHash(bytes, Math.min(end, start + file.length + 1), end));
    },
    signal,
  );
  return lines;
}

/** The file name a delivered line begins with. Lines come in long runs of one file, so the last name is kept. */
function fileNameReader(): (bytes: Uint8Array, start: number, end: number) => string {
  let last = '';
  let lastBytes: Uint8Array = new Uint8Array(0);
  const isLast = (bytes: Uint8Array, start: number): boolean => {
    for (let at = 0; at < lastBytes.length; at++) if (bytes[start + at] !== lastBytes[at]) return false;
    return lastBytes.length > 0;
  };
  return (bytes, start, end) => {
    if (isLast(bytes, start)) return last;
    const found = bytes.indexOf(space, start);
    const stop = found < 0 || found > end ? end : found;
    last = Buffer.from(bytes.subarray(start, stop)).toString('latin1');
    // The space goes with it, so that no longer name is taken for this one.
    lastBytes = stop < end ? bytes.slice(start, stop + 1) : new Uint8Array(0);
    return last;
  };
}

/** What differs between the files here and the lines delivered. */
export interface Difference {
  /** Lines in the files. */
  readonly expected: number;
  readonly delivered: number;
  /** Lines of the files that were not delivered. */
  readonly missing: number;
  /** Lines delivered that the files do not have, or not so often, by the file name they begin with. */
  readonly extra: ReadonlyMap<string, number>;
}

/** Compares the files with the delivered lines by content; takes the lines out of `delivered`. */
export async function compareLines(
  files: readonly DataFile[],
  delivered: LineMultiset,
  signal?: AbortSignal,
): Promise<Difference> {
  let expected = 0;
  let missing = 0;
  for (const file of files) {
    const source = createReadStream(file.path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) });
    await forEachLine(source as AsyncIterable<Buffer>, (bytes, start, end) => {
      expected += 1;
      if (!delivered.take(file.name, lineHash(bytes, start, end))) missing += 1;
    });
  }
  return { expected, delivered: delivered.count(), missing, extra: delivered.left() };
}
