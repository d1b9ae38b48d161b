import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fleetNote } from '../fleet/fleetNote.ts';
import { dataFileName, publishedFiles } from './dataFile.ts';

/** Whose engines a data folder holds: simulated ones, NASA's to the byte, or somebody's own files. */
export type DataSource = 'simulated' | 'nasa' | 'own';

/** Tells whose training files a folder holds; undefined for a folder without any, or that cannot be read. */
export async function dataSourceOf(folder: string): Promise<DataSource | undefined> {
  const names: string[] = await readdir(folder).catch(() => []);
  const training = names.filter((name) => dataFileName(name)?.kind === 'train');
  if (training.length === 0) return undefined;
  if (await areNasas(folder, training)) return 'nasa';
  return names.includes(fleetNote) ? 'simulated' : 'own';
}

async function areNasas(folder: string, names: readonly string[]): Promise<boolean> {
  // The sizes tell nearly always, so the files are read only to be sure.
  const states: string[] = [];
  for (const name of names) {
    const { size, mtimeMs } = await stat(path.join(folder, name));
    if (size !== publishedFiles[name]?.bytes) return false;
    states.push(`${name} ${mtimeMs}`);
  }
  const state = states.join('\n');
  if (compared.get(folder) === state) return true;
  for (const name of names) {
    const hash = createHash('sha256').update(await readFile(path.join(folder, name)));
    if (hash.digest('hex') !== publishedFiles[name]?.sha256) return false;
  }
  compared.set(folder, state);
  return true;
}

/** Folders whose files were found to be NASA's, with when they were written: 20 MB are not read at each look. */
const compared = new Map<string, string>();
