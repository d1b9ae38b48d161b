import type { Edit } from './edits.ts';
import type { LabNames } from './labNames.ts';
import { renames } from './foreignNames.ts';
import { pythonNames } from './pythonNames.ts';

/**
 * Edits that give a Python source, such as the lab's glue_job.py, this account's names. Every other byte stays, and a
 * source that is patched already needs none.
 */
export function patchPython(text: string, names: LabNames): Edit[] {
  return renames(pythonNames(text, names));
}
