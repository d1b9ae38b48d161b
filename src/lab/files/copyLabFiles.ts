import { fingerprint } from './fingerprint.ts';
import { labFolderNoteName, readLabFolderNote, writeLabFolderNote } from './labFolderNote.ts';
import { readmeName } from './shippedFiles.ts';

/** The texts of a folder, by their paths below it. */
export interface TextFolder {
  /** Undefined for a file that is not there. */
  read(name: string): Promise<string | undefined>;
  /** Makes the folders that are missing. */
  write(name: string, text: string): Promise<void>;
}

/** A file that somebody has edited, and of which this version ships another than the one it was made from. */
export interface EditedFile {
  readonly name: string;
  readonly theirs: string;
  readonly ours: string;
}

/** Whose text an edited file is to have; undefined to be asked again the next time. */
export type Whose = 'ours' | 'theirs' | undefined;

/** What came of copying, by the files' names. */
export interface CopiedFiles {
  readonly added: readonly string[];
  /** Were as an older version shipped them, and are now this one's. */
  readonly updated: readonly string[];
  /** Edited files that were replaced, because that was chosen. */
  readonly replaced: readonly string[];
  /** Edited files of which this version ships a newer one, and which were left alone. */
  readonly kept: readonly string[];
}

/**
 * Copies the lab's files into a folder. A file that somebody has edited is never written over, unless `choose`, which is
 * asked about each of which there is a newer one, takes ours.
 * @param shipped what this version ships, by name.
 * @param version of the program, for the folder's note.
 */
export async function copyLabFiles(
  shipped: ReadonlyMap<string, string>,
  folder: TextFolder,
  version: string,
  choose: (file: EditedFile) => Promise<Whose>,
): Promise<CopiedFiles> {
  const noted = await folder.read(labFolderNoteName);
  const note = readLabFolderNote(noted);
  const files: Record<string, string> = {};
  const copied: Record<keyof CopiedFiles, string[]> = { added: [], updated: [], replaced: [], kept: [] };
  for (const [name, ours] of shipped) {
    const before = note.files[name];
    const now = fingerprint(name, ours);
    const theirs = await folder.read(name);
    const there = theirs === undefined ? undefined : fingerprint(name, theirs);
    if (theirs === undefined || there === before) {
      if (there !== now) {
        await folder.write(name, ours);
        copied[theirs === undefined ? 'added' : 'updated'].push(name);
      }
      files[name] = now;
    } else if (there === now || before === now) {
      files[name] = now;
    } else if (name !== readmeName || before !== undefined) {
      // A README that was there before the lab is the folder's own.
      const whose = await choose({ name, theirs, ours });
      if (whose === 'ours') await folder.write(name, ours);
      copied[whose === 'ours' ? 'replaced' : 'kept'].push(name);
      const known = whose ? now : before;
      if (known !== undefined) files[name] = known;
    }
  }
  const text = writeLabFolderNote({ version, files });
  if (text !== noted) await folder.write(labFolderNoteName, text);
  return copied;
}
