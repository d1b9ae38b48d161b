import type { Edit } from './edits.ts';
import type { LabNames, NameUse } from './labNames.ts';
import { pythonNames } from './pythonNames.ts';
import { sqlNames } from './sqlNames.ts';

/** A name of the lab that is not this account's. */
export type ForeignName = NameUse & { readonly wanted: string };

/** Every place where a file names a resource of the lab as it is not called in this account. */
export function foreignNames(text: string, language: 'python' | 'sql', names: LabNames): ForeignName[] {
  return foreign(language === 'python' ? pythonNames(text, names) : sqlNames(text, names));
}

/** Edits that replace the foreign ones of these names. */
export function renames(uses: readonly NameUse[]): Edit[] {
  return foreign(uses).map(({ offset, length, wanted }) => ({ offset, length, replacement: wanted }));
}

const foreign = (uses: readonly NameUse[]): ForeignName[] =>
  uses.filter((use): use is ForeignName => use.wanted !== undefined && use.wanted !== use.found);
