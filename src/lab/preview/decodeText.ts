/** Text that was found in bytes. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/**
 * Decodes text, or answers undefined for bytes that are none. `complete`: the bytes reach to the end; otherwise a last
 * character may be cut in two, and is left out.
 */
export function decodeText(bytes: Uint8Array, complete: boolean): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode('utf-16le', bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode('utf-16be', bytes), encoding: 'UTF-16' };
  if (controls(bytes) > bytes.length / 100 || bytes.includes(0)) return undefined;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return { text: decoder.decode(bytes, { stream: !complete }), encoding: 'UTF-8' };
  } catch {
    // Every byte is a character there; a binary file that has no zero byte and no control characters is unheard of.
    return { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

const decode = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);

/** How many control characters there are that texts do not have: all but tab, line feed, form feed, return, escape. */
function controls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    if (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)) count += 1;
  }
  return count;
}
