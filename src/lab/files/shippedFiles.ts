import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { folderReadme } from './folderReadme.ts';
import { labFileNames } from './labFileNames.ts';

/** Lies in every lab folder, and says in the program's words what is what there. */
export const readmeName = 'README.md';

/**
 * The files of a lab folder as this version ships them: name to text.
 * @param project holds `glue/`, `sql/` and `notebooks/`.
 */
export async function readShippedFiles(project: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map([[readmeName, folderReadme]]);
  for (const name of Object.values(labFileNames)) {
    files.set(name, await readFile(path.join(project, name), 'utf8'));
  }
  return files;
}
