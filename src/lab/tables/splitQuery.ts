import { labNames, type PatchedFile } from '../files/patchedFiles.ts';
import { applyEdits, type Edit } from '../patch/edits.ts';
import { patchSql } from '../patch/patchSql.ts';
import { isWord, sqlTokens } from '../patch/sqlTokens.ts';
import type { LabContext } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';
import type { SplitTable } from './splitTable.ts';

/** What the lab's own CTAS calls its table. */
const usualName = 'train_validation';

/**
 * One of the lab's queries over the split table, with this account's names: the table is called as the CTAS calls it,
 * which in a clone of the original lab, or where somebody edited it, is another name.
 */
export async function readSplitQuery(
  { event, files }: Pick<LabContext, 'event' | 'files'>,
  resources: Resources,
  name: string,
  target: Pick<SplitTable, 'database' | 'table'>,
): Promise<PatchedFile> {
  const before = await files.read(name);
  const patched = applyEdits(before, patchSql(before, labNames(event, resources)));
  return { name, before, after: applyEdits(patched, tableEdits(patched, target)) };
}

/** Edits that put the split table's name, and its database where one is written, for the usual one. */
function tableEdits(sql: string, { database, table }: Pick<SplitTable, 'database' | 'table'>): Edit[] {
  if (table.toLowerCase() === usualName) return [];
  const tokens = sqlTokens(sql);
  return tokens.flatMap((token, index): Edit[] => {
    const isTable =
      (token.kind === 'word' || token.kind === 'quotedName') && token.body.toLowerCase() === usualName;
    if (!isTable) return [];
    const owner = isWord(tokens[index - 1], '.') ? tokens[index - 2] : undefined;
    return [
      ...(owner ? [{ offset: owner.offset, length: owner.length, replacement: `"${database}"` }] : []),
      { offset: token.offset, length: token.length, replacement: `"${table}"` },
    ];
  });
}
