import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { holdsData } from '../dataset/holdsData.ts';
import { fleetNote } from './fleetNote.ts';
import { writeFleet } from './writeFleet.ts';

/** Seed of the simulated fleet: the same engines everywhere, so that figures can be compared. */
const seed = 1;

const noteText = `# Simulated engines

These files have the format of NASA's C-MAPSS data set, but their engines are simulated by CMAPSS ML Lab: none of them is
one of NASA's. Each machine simulates the same ones, so figures can be compared. Put your own or NASA's files in another
folder; these may be written anew.
`;

export interface ProvideFleetOptions {
  readonly signal: AbortSignal;
  /** Called when a file is complete, with how many are, of how many. */
  readonly onFile?: ((done: number, total: number) => void) | undefined;
}

/** Simulates a fleet into a folder, unless data files are there already; a fleet half written counts as none. */
export async function provideFleet(folder: string, { signal, onFile }: ProvideFleetOptions): Promise<void> {
  if (await holdsData(folder)) return;
  // In a folder of its own: another lab on the same folder may be simulating, too.
  await mkdir(path.dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  try {
    await writeFleet(unfinished, { seed, signal, onFile });
    await writeFile(path.join(unfinished, fleetNote), noteText);
    // The folder may be there, with other files or from a lab that was faster: then file by file.
    await rename(unfinished, folder).catch(() => moveFiles(unfinished, folder));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Moves files into a folder that is there; the note comes last, since it says that all are there. */
async function moveFiles(from: string, to: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name !== fleetNote);
  for (const name of [...names, fleetNote]) await rename(path.join(from, name), path.join(to, name));
}
