import { StageError } from '../stage.ts';
import type { Edit } from './edits.ts';
import { jsonStrings, type JsonString } from './jsonStrings.ts';
import type { LabNames } from './labNames.ts';
import { pythonLiterals } from './pythonLiterals.ts';
import { readNotebook } from './readNotebook.ts';

/** The variables of a notebook's names cell, and the name that each holds. */
export const notebookVariables = {
  region: 'region',
  submissions_bucket: 'submissionsBucket',
  curated_bucket: 'curatedBucket',
  published_bucket: 'publishedBucket',
  query_results_bucket: 'queryResultsBucket',
  submissions_database: 'submissionsDatabase',
  curated_database: 'curatedDatabase',
  submissions_table: 'submissionsTable',
  curated_table: 'curatedTable',
  endpoint_instance_type: 'endpointInstanceType',
} as const satisfies Readonly<Record<string, keyof LabNames>>;

const namesTag = 'names';
const assignment = /(?:^|[\r\n])(\w+)[ \t]*(?::[ \t]*str[ \t]*)?=[ \t]*(?:['"]|['"]{3})$/;

/**
 * Edits that give the names cell of a notebook (the code cell tagged `names`) this account's names: what its variables
 * are set to as plain string literals. Every other byte of the file stays, and a notebook that is patched already needs
 * none. Throws a StageError (which does not name the file) for a text that is no notebook, or has no such cell.
 */
export function patchNotebook(text: string, names: LabNames): Edit[] {
  const cell = namesCell(text);
  if (cell === undefined) {
    throw new StageError(
      `This notebook has no code cell with the tag "${namesTag}", where this account's names go.`,
      'Delete the file and run "Send Notebooks" again: that brings the notebook back as it was.',
    );
  }
  const parts = jsonStrings(text, ([cells, at, source]) => {
    return cells === 'cells' && at === cell && source === 'source';
  });
  return nameEdits(parts.map(({ value }) => value).join(''), names).flatMap((edit) => inText(parts, edit));
}

/** Index of the first code cell that has the tag; undefined without one. */
function namesCell(text: string): number | undefined {
  const found = readNotebook(text).findIndex(({ type, tags }) => type === 'code' && tags.includes(namesTag));
  return found < 0 ? undefined : found;
}

/** Edits of the cell's own text. */
function nameEdits(source: string, names: LabNames): Edit[] {
  return pythonLiterals(source).flatMap(({ offset, body, joined }) => {
    const variable = assignment.exec(source.slice(0, offset))?.[1] ?? '';
    const name = isVariable(variable) ? names[notebookVariables[variable]] : undefined;
    const wanted = name?.replaceAll(/['"\\]/g, String.raw`\$&`);
    // A name that somebody computes is theirs.
    if (joined || wanted === undefined || wanted === body) return [];
    return [{ offset, length: body.length, replacement: wanted }];
  });
}

const isVariable = (name: string): name is keyof typeof notebookVariables =>
  Object.hasOwn(notebookVariables, name);

/** The edit of the cell's text as edits of the file's: a line of the cell is a string of its own. */
function inText(parts: readonly JsonString[], { offset, length, replacement }: Edit): Edit[] {
  const edits: Edit[] = [];
  let begin = 0;
  for (const { value, offsets } of parts) {
    const from = Math.max(offset - begin, 0);
    const to = Math.min(offset + length - begin, value.length);
    begin += value.length;
    const [start, end] = [offsets[from], offsets[to]];
    // An empty literal stands in one part alone.
    if (start === undefined || end === undefined || to < from || (length > 0 && to === from)) continue;
    const isFirst = edits.length === 0;
    edits.push({
      offset: start,
      length: end - start,
      replacement: isFirst ? JSON.stringify(replacement).slice(1, -1) : '',
    });
    if (length === 0) break;
  }
  return edits;
}
