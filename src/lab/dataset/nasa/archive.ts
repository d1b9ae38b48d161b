import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { PublishedFiles } from '../dataFile.ts';
import { DataError } from './dataError.ts';

const baseName = (name: string): string => name.split(/[/\\]/).at(-1) ?? '';

/** Archives inside an archive are looked into this deep: NASA's holds one. */
const deepest = 2;

/**
 * NASA's data files in a zip, by name, whatever folder or inner zip they lie in; other files are not unpacked.
 * @param source stands in the messages: where the archive came from.
 * @throws DataError for what is no whole zip.
 */
export function filesInArchive(
  bytes: Uint8Array,
  source: string,
  published: PublishedFiles,
  depth = 0,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries(unpack(bytes, source, published, depth))) {
    if (isZip(name)) {
      for (const inner of filesInArchive(content, `${baseName(name)} in ${source}`, published, depth + 1))
        files.set(...inner);
    } else {
      files.set(baseName(name), content);
    }
  }
  return files;
}

const isZip = (name: string): boolean => /\.zip$/i.test(name);

function unpack(
  bytes: Uint8Array,
  source: string,
  published: PublishedFiles,
  depth: number,
): Record<string, Uint8Array> {
  // A size that is not the published one is not worth unpacking, however large it claims to be.
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (isZip(name)) return depth < deepest && originalSize < archiveLimit;
    const expected = published[baseName(name)];
    if (expected && expected.bytes !== originalSize) {
      throw new DataError(
        `${baseName(name)} in ${source} has ${originalSize} bytes instead of ${expected.bytes}; it is another edition or was changed. Nothing was written.`,
      );
    }
    return expected !== undefined;
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${source} is not a whole zip archive; fetch it again. Nothing was written.`, {
      cause: error,
    });
  }
}

/** More bytes than any edition of the archive has. */
export const archiveLimit = 200_000_000;
