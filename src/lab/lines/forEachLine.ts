const lineFeed = 10;

/** Bytes of one line, without its line feed: from `start` to, not with, `end`. */
export type OnLine = (bytes: Uint8Array, start: number, end: number) => void;

/**
 * Calls `onLine` for each line of a stream of bytes. A last line needs no line feed. The bytes are the stream's own:
 * they hold only during the call. Memory does not grow with the stream.
 */
export async function forEachLine(source: AsyncIterable<Uint8Array>, onLine: OnLine): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source) rest = splitLines(rest, chunk, onLine);
  if (rest.length) onLine(rest, 0, rest.length);
}

/** Calls `onLine` for the lines that end in `chunk`, the first of which began with `rest`; answers with the new rest. */
export function splitLines(rest: Uint8Array, chunk: Uint8Array, onLine: OnLine): Uint8Array {
  let start = 0;
  let end = chunk.indexOf(lineFeed);
  if (end < 0) return rest.length ? Buffer.concat([rest, chunk]) : chunk;
  if (rest.length) {
    const line = Buffer.concat([rest, chunk.subarray(0, end)]);
    onLine(line, 0, line.length);
    start = end + 1;
    end = chunk.indexOf(lineFeed, start);
  }
  for (; end >= 0; end = chunk.indexOf(lineFeed, start)) {
    onLine(chunk, start, end);
    start = end + 1;
  }
  return chunk.subarray(start);
}
