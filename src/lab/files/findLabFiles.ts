import { readCtas } from '../patch/ctas.ts';
import { labFileNames } from './labFileNames.ts';

/** Where the lab's files lie in a folder, by their usual names; paths have `/` between their parts. */
export type FoundLabFiles = ReadonlyMap<string, string>;

/** Queries that are looked into for the one that splits the rows. */
const mostQueries = 50;

const baseName = (path: string): string => path.split('/').at(-1) ?? '';
const depth = (path: string): number => path.split('/').length;

/**
 * Finds the lab's files among the paths of a folder: at their usual places, or anywhere else, as clones of the original
 * lab have them. The script is told by its file name, the query that splits the rows by what it makes: a table
 * partitioned by `split`.
 * @param read reads one of the paths.
 */
export async function findLabFiles(
  paths: readonly string[],
  read: (path: string) => Promise<string>,
): Promise<FoundLabFiles> {
  const nearestFirst = [...paths].sort((a, b) => depth(a) - depth(b) || a.localeCompare(b));
  const found = new Map<string, string>();
  for (const name of Object.values(labFileNames)) {
    // A notebook that lies elsewhere is another one: many are called model.ipynb.
    const elsewhere = name.endsWith('.ipynb')
      ? undefined
      : nearestFirst.find((other) => baseName(other) === baseName(name));
    const path = paths.includes(name) ? name : elsewhere;
    if (path !== undefined) found.set(name, path);
  }
  if (!found.has(labFileNames.split)) {
    for (const path of nearestFirst.filter((other) => /\.sql$/i.test(other)).slice(0, mostQueries)) {
      const partitions = readCtas(await read(path))?.partitionedBy ?? [];
      if (!partitions.some((column) => column.toLowerCase() === 'split')) continue;
      found.set(labFileNames.split, path);
      break;
    }
  }
  return found;
}

/** The folder nearest to the top that holds training files, `data` first; undefined without any. */
export function findDataFolder(paths: readonly string[]): string | undefined {
  const folders = paths
    .filter((path) => /^train_[\w-]+\.txt$/.test(baseName(path)))
    .map((path) => path.split('/').slice(0, -1).join('/'));
  if (folders.includes('data')) return 'data';
  return folders.sort((a, b) => depth(a) - depth(b) || a.localeCompare(b))[0];
}
