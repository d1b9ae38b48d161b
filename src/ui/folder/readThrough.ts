import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataFileName } from '../../lab/dataset/dataFile.ts';
import { describeDataset } from '../../lab/dataset/describeDataset.ts';

/** Folders that were read through and are in order, with the state their files had then. */
const inOrder = new Map<string, string>();

/** Reads a folder's data files through, unless that was done and they are the same. Throws a DatasetError. */
export async function readThrough(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => dataFileName(name)).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
  const state = files.join('\n');
  if (inOrder.get(folder) === state) return;
  await describeDataset(folder);
  inOrder.set(folder, state);
}
