import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PublishedFiles } from '../dataFile.ts';
import { filesInArchive } from './archive.ts';
import { DataError } from './dataError.ts';

/** NASA's files as they were found, unpacked. */
export interface FoundFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** All of them lie in the folder as they are: nothing needs to be written. */
  readonly plain: boolean;
}

/**
 * Reads NASA's files from a folder, each as it is, gzip-compressed (`.gz`), or in a zip that lies there; or from a zip.
 * @throws DataError when there is none, or when one cannot be unpacked.
 */
export async function filesInFolder(
  from: string,
  published: PublishedFiles,
  signal: AbortSignal,
): Promise<FoundFiles> {
  const kind = await stat(from).catch((error: unknown) => {
    throw new DataError(`${from} cannot be read; check the path.`, { cause: error });
  });
  if (kind.isFile())
    return found(from, filesInArchive(await readFile(from), path.basename(from), published), false);
  const there = await readdir(from);
  const files = new Map<string, Uint8Array>();
  let plain = true;
  for (const name of Object.keys(published)) {
    signal.throwIfAborted();
    if (there.includes(name)) {
      files.set(name, await readFile(path.join(from, name)));
    } else if (there.includes(`${name}.gz`)) {
      files.set(name, await unzipped(path.join(from, `${name}.gz`), published[name]?.bytes ?? 0));
      plain = false;
    }
  }
  for (const name of files.size > 0 ? [] : there.filter((entry) => /\.zip$/i.test(entry))) {
    for (const file of filesInArchive(await readFile(path.join(from, name)), name, published))
      files.set(...file);
    plain = false;
  }
  return found(from, files, plain);
}

async function unzipped(file: string, bytes: number): Promise<Uint8Array> {
  try {
    // One byte more than expected is enough to tell that it is another file.
    const maxOutputLength = bytes + 1;
    return await promisify(gunzip)(await readFile(file), { maxOutputLength });
  } catch (error) {
    throw new DataError(
      `${file} cannot be unpacked to the published file; get it anew. Nothing was written.`,
      { cause: error },
    );
  }
}

function found(from: string, files: ReadonlyMap<string, Uint8Array>, plain: boolean): FoundFiles {
  if (files.size > 0) return { files, plain };
  throw new DataError(
    `None of NASA's files (train_FD001.txt and so on, plain, .gz, or in a zip) is in ${from}; name the place that has them.`,
  );
}
