import type { LabEvent } from '../event.ts';
import { tableNameOf } from '../event/patterns.ts';
import { applyEdits } from '../patch/edits.ts';
import type { LabNames } from '../patch/labNames.ts';
import { patchNotebook } from '../patch/patchNotebook.ts';
import { patchPython } from '../patch/patchPython.ts';
import { patchSql, type CtasFacts } from '../patch/patchSql.ts';
import { StageError, type LabFiles } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';

/** The names that the lab's files are to speak of in this account. */
export function labNames(event: LabEvent, resources: Resources): LabNames {
  return {
    patterns: event.patterns,
    submissionsBucket: resources.submissionsBucket,
    curatedBucket: resources.curatedBucket,
    publishedBucket: resources.publishedBucket,
    queryResultsBucket: resources.queryResultsBucket,
    submissionsDatabase: resources.submissionsDatabase,
    curatedDatabase: resources.curatedDatabase,
    curatedTable: tableNameOf(resources.curatedBucket),
  };
}

/** A file of the lab as it is, and as it is to be. */
export interface PatchedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A Python file of the lab with this account's names. */
export async function patchedPython(files: LabFiles, name: string, names: LabNames): Promise<PatchedFile> {
  const before = await files.read(name);
  return { name, before, after: applyEdits(before, patchPython(before, names)) };
}

/** A SQL file of the lab with this account's names and facts. */
export async function patchedSql(
  files: Pick<LabFiles, 'read'>,
  name: string,
  names: LabNames,
  facts?: CtasFacts,
): Promise<PatchedFile> {
  const before = await files.read(name);
  return { name, before, after: applyEdits(before, patchSql(before, names, facts)) };
}

/** A notebook of the lab with this account's names. Throws a StageError that says which one has no place for them. */
export async function patchedNotebook(files: LabFiles, name: string, names: LabNames): Promise<PatchedFile> {
  const before = await files.read(name);
  try {
    return { name, before, after: applyEdits(before, patchNotebook(before, names)) };
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    throw new StageError(`${name}: ${error.message}`, error.fix, { cause: error });
  }
}

/** Writes the patched text, when it differs. */
export async function writePatched(files: LabFiles, { name, before, after }: PatchedFile): Promise<void> {
  if (after !== before) await files.write(name, after);
}
