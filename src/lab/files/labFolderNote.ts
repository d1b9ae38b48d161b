/** The file that marks a lab folder. */
export const labFolderNoteName = '.cmapss-lab.json';

/** What the lab has put into a folder. */
export interface LabFolderNote {
  /** Version of the program that did. */
  readonly version: string;
  /** Fingerprint of each file, by name, as it was shipped when it was put there or last compared. */
  readonly files: Readonly<Record<string, string>>;
}

/** The note as text. */
export function writeLabFolderNote(note: LabFolderNote): string {
  return `${JSON.stringify(note, undefined, 2)}\n`;
}

/** Reads a note; whatever is no note of this shape, or is not there, says nothing. */
export function readLabFolderNote(text: string | undefined): LabFolderNote {
  const nothing = { version: '', files: {} };
  try {
    const read: unknown = JSON.parse(text ?? '');
    if (typeof read !== 'object' || read === null) return nothing;
    const { version, files } = read as Partial<Record<keyof LabFolderNote, unknown>>;
    if (typeof version !== 'string' || typeof files !== 'object' || files === null) return nothing;
    const fingerprints = Object.entries(files).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^[0-9a-f]{64}$/.test(entry[1]),
    );
    return { version, files: Object.fromEntries(fingerprints) };
  } catch {
    return nothing;
  }
}
