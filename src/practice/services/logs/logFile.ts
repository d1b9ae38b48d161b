import { closeSync, fstatSync, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs';

const newline = 10;

/**
 * Appends whole lines to a file, made when it is not there. They are written when this returns; a last line that a
 * killed process left torn is cut off first.
 */
export function appendLines(file: string, lines: readonly string[]): void {
  if (!lines.length) return;
  const handle = openSync(file, 'a+', 0o600);
  try {
    cutTornLine(file, handle);
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    let written = 0;
    while (written < bytes.length) written += writeSync(handle, bytes, written);
  } finally {
    closeSync(handle);
  }
}

function cutTornLine(file: string, handle: number): void {
  const { size } = fstatSync(handle);
  if (size === 0) return;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  // By its name: Windows does not let a file be cut that is open for appending.
  if (last[0] !== newline) truncateSync(file, readFileSync(file).lastIndexOf(newline) + 1);
}
