import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { copyLabFiles } from '../../lab/files/copyLabFiles.ts';
import { diskFolder } from '../../lab/files/diskFolder.ts';
import { liesInProject } from '../../lab/files/liesInProject.ts';
import { readShippedFiles } from '../../lab/files/shippedFiles.ts';
import type { LabFiles } from '../../lab/stage.ts';
import manifest from '../../../package.json' with { type: 'json' };

/** A folder of this run's own, and how to remove it. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a temporary folder. */
export async function makeTemporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cmapss-lab-'));
  return {
    path: folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

/** Why a folder may not be the one that the lab's files are copied to, if so. */
export function labFolderProblem(project: string, folder: string): string | undefined {
  return liesInProject(project, folder)
    ? `--folder must not be the project's own folder, ${project}, or lie in its glue, sql or notebooks: files are patched there.`
    : undefined;
}

/**
 * Copies the lab's files from the project's folder to where they are edited and patched. Files that are there already
 * stay as somebody left them.
 */
export async function provideLabFiles(project: string, folder: string): Promise<LabFiles> {
  const texts = diskFolder(folder);
  await copyLabFiles(await readShippedFiles(project), texts, manifest.version, () =>
    Promise.resolve('theirs'),
  );
  return {
    read: async (name) => {
      const text = await texts.read(name);
      if (text === undefined) throw new Error(`There is no ${name} in ${folder}.`);
      return text;
    },
    write: (name, text) => texts.write(name, text),
  };
}
