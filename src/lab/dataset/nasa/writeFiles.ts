import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes files into a folder, which is made when it is missing: first all of them beside their place, then each renamed
 * to it, so that a name never stands for half a file, and nothing is left when writing fails or is aborted.
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const beside = await mkdtemp(path.join(folder, '.new-'));
  try {
    for (const [name, bytes] of files) {
      signal.throwIfAborted();
      await writeFile(path.join(beside, name), bytes, { signal });
    }
    for (const name of files.keys()) await rename(path.join(beside, name), path.join(folder, name));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
