import { readCtas, type Ctas } from './ctas.ts';
import type { Edit } from './edits.ts';
import { renames } from './foreignNames.ts';
import type { LabNames } from './labNames.ts';
import { sqlNames } from './sqlNames.ts';

/** What a CTAS is fitted to besides names. */
export interface CtasFacts {
  /** Values of the partition column `hour` in the catalog; a CTAS that is fixed to other hours would lose rows. */
  readonly hours?: readonly string[] | undefined;
  /** What the training image reads its channels with; without it the file keeps what it says. */
  readonly compression?: 'Gzip' | 'None' | undefined;
}

/**
 * Edits that give a SQL text, such as the lab's CTAS and queries, this account's names and, in a CTAS, its hours. Every
 * other byte stays, and a text that is patched already needs none. An INSERT keeps its hours: it was written to add them.
 */
export function patchSql(text: string, names: LabNames, facts: CtasFacts = {}): Edit[] {
  const ctas = readCtas(text);
  return [
    ...renames(sqlNames(text, names)),
    ...(ctas ? [...hourEdits(text, ctas, facts.hours), ...compressionEdits(ctas, facts.compression)] : []),
  ].sort((a, b) => a.offset - b.offset);
}

function hourEdits(text: string, { hourFilters }: Ctas, hours: readonly string[] | undefined): Edit[] {
  const all = [...new Set(hours)].sort();
  if (all.length === 0) return [];
  const list = all.map((hour) => `'${hour}'`).join(', ');
  return hourFilters
    .filter((filter) => [...new Set(filter.hours)].sort().join() !== all.join())
    .map(({ offset, length }) => {
      // `hour='08'` is written without spaces; a word needs one before it.
      const tight = /\S/.test(text[offset - 1] ?? '');
      const equals = tight ? `=${list}` : `= ${list}`;
      return { offset, length, replacement: all.length === 1 ? equals : `${tight ? ' ' : ''}IN (${list})` };
    });
}

function compressionEdits(ctas: Ctas, compression: CtasFacts['compression']): Edit[] {
  if (!compression) return [];
  const value = compression === 'Gzip' ? 'GZIP' : 'NONE';
  if (ctas.compression) {
    const { value: found, offset } = ctas.compression;
    return found.toUpperCase() === value ? [] : [{ offset, length: found.length, replacement: value }];
  }
  // Athena compresses text with gzip unless it is told otherwise.
  if (value === 'GZIP' || ctas.propertiesOffset === undefined) return [];
  return [{ offset: ctas.propertiesOffset, length: 0, replacement: `write_compression = 'NONE', ` }];
}
