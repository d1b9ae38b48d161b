import { readdir } from 'node:fs/promises';
import { dataFileName } from './dataFile.ts';

/** Whether any data file lies in a folder; one that is not there holds none. */
export async function holdsData(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).some((name) => dataFileName(name));
}
