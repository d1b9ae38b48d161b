import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeFleet } from '../../lab/fleet/writeFleet.ts';
import type { LabFiles } from '../../lab/stage.ts';

/** Seed of the simulated fleet: the same engines everywhere, so that figures can be compared. */
const seed = 1;

/** Where the lab's files lie, in the project as in the folder they are copied to. */
const labFolders = ['glue', 'sql'] as const;

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

/** Simulates a fleet into a folder, unless it is there already; a fleet half written counts as none. */
export async function provideFleet(folder: string, signal: AbortSignal): Promise<void> {
  if (existsSync(folder)) return;
  // In a folder of its own: another lab on the same store may be simulating, too.
  await mkdir(path.dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  try {
    await writeFleet(unfinished, { seed, signal });
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Why a folder may not be the one that the lab's files are copied to, if so. */
export function labFolderProblem(project: string, folder: string): string | undefined {
  const [first] = path.relative(project, folder).split(path.sep);
  return first === '' || labFolders.some((part) => part === first)
    ? `--folder must not be the project's own folder, ${project}, or lie in its ${labFolders.join(' or ')}: files are patched there.`
    : undefined;
}

/**
 * Copies the lab's files from the project's folder to where they are edited and patched. Files that are there already
 * stay as somebody left them.
 */
export async function provideLabFiles(project: string, folder: string): Promise<LabFiles> {
  for (const part of labFolders) {
    await mkdir(path.join(folder, part), { recursive: true });
    await cp(path.join(project, part), path.join(folder, part), { recursive: true, force: false });
  }
  return {
    read: (name) => readFile(path.join(folder, name), 'utf8'),
    write: (name, text) => writeFile(path.join(folder, name), text),
  };
}
