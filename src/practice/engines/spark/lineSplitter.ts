/** Bytes of a line; what is longer is cut, as CloudWatch cuts an event. */
const longest = 256 * 1024;
const newline = 10;

/** Cuts what a script prints into lines (UTF-8, without their ends). */
export function lineSplitter(onLine: (line: Uint8Array) => void): {
  readonly write: (bytes: Uint8Array) => number;
  /** Says the last line, where it has no end. */
  readonly end: () => void;
} {
  const line = new Uint8Array(longest);
  let length = 0;
  const say = (): void => {
    onLine(line.slice(0, length));
    length = 0;
  };
  return {
    write: (bytes) => {
      for (const byte of bytes) {
        if (byte === newline) say();
        else {
          if (length === longest) say();
          line[length] = byte;
          length += 1;
        }
      }
      return bytes.length;
    },
    end: () => {
      if (length) say();
    },
  };
}
