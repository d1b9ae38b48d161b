import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { liesInProject } from './liesInProject.ts';

/** Why a folder cannot be somebody's lab folder: it is the project's own, a file, or nothing can be written there. */
export type FolderProblem = 'project' | 'file' | 'readOnly';

/** Makes a folder where there is none; answers with why it cannot be the lab's, if so. */
export async function folderProblem(project: string, folder: string): Promise<FolderProblem | undefined> {
  if (liesInProject(project, folder)) return 'project';
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    const there = await stat(folder).catch(() => undefined);
    return there?.isFile() ? 'file' : 'readOnly';
  }
}
