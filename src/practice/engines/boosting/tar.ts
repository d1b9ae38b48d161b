import { ModelFileError } from './modelFile/document.ts';

const block = 512;

/** A tar archive (ustar) with one regular file. */
export function tarOf(name: string, content: Buffer, modified: Date): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  header.write(name, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(content.length, 124, 12);
  octal(Math.floor(modified.getTime() / 1000), 136, 12);
  header.write('        0', 148);
  header.write('ustar\0' + '00', 257, 'latin1');
  // The sum is taken with its own field as blanks.
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const padding = Buffer.alloc((block - (content.length % block)) % block);
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * block)]);
}

/** The regular files of a tar archive, by name without a leading `./`. Throws ModelFileError where it is cut off. */
export function filesOfTar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= archive.length && archive[at] !== 0;) {
    const text = (start: number, length: number) =>
      archive.toString('utf8', at + start, at + start + length).replace(/\0[^]*$/, '');
    const size = Number.parseInt(text(124, 12).trim() || '0', 8);
    const type = text(156, 1);
    if (!(size >= 0) || at + block + size > archive.length)
      throw new ModelFileError('the archive is cut off or no tar archive');
    const folder = text(257, 5) === 'ustar' ? text(345, 155) : '';
    const name = (folder ? `${folder}/` : '') + text(0, 100);
    if (type === '0' || type === '')
      files.set(name.replace(/^\.\//, ''), archive.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
