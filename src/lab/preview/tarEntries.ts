/** A file in a tar archive. */
export interface TarEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** Archives are made of blocks of this size. */
const block = 512;

/** Whether the bytes begin like a tar archive of POSIX or GNU. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= block && text(bytes, 257, 5) === 'ustar';
}

/** The files of an archive as far as `bytes` reach. Folders, links and the format's own records are left out. */
export function tarEntries(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = [];
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0;) {
    const head = bytes.subarray(at, at + block);
    const size = octal(head, 124, 12);
    const kind = text(head, 156, 1);
    if (kind === '0' || kind === '') {
      const folder = text(head, 345, 155);
      const name = text(head, 0, 100);
      entries.push({
        name: folder ? `${folder}/${name}` : name,
        size,
        modified: new Date(octal(head, 136, 12) * 1000),
      });
    }
    at += block + Math.ceil(size / block) * block;
  }
  return entries;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

const octal = (bytes: Uint8Array, start: number, length: number): number =>
  Number.parseInt(text(bytes, start, length).trim() || '0', 8) || 0;
