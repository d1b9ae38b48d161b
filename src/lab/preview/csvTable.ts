import { parse } from 'csv-parse/sync';

/** Rows of a text whose lines have the same number of fields. */
export interface CsvTable {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly string[])[];
}

/** So many lines tell what separates the fields. */
const looksAt = 50;

/**
 * Reads text as a table; undefined when its first lines are not all of the same number of fields, two at least.
 * Separators are comma, tab, semicolon, bar or blanks. Names of columns come from the first line when no field of it is
 * a number, and are numbers otherwise. `complete`: the text reaches to the end; otherwise its last line may be cut.
 */
export function csvTable(text: string, complete: boolean): CsvTable | undefined {
  const whole = complete ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const separator = separatorOf(whole);
  if (separator === undefined) return undefined;
  const rows = fieldsOf(whole, separator);
  const [first = []] = rows;
  const head = rows.length > 1 && first.every((name) => name !== '' && Number.isNaN(Number(name)));
  const columns = first.map((name, index) => ({ name: head ? name : String(index + 1) }));
  return { columns, rows: head ? rows.slice(1) : rows };
}

/** Whether text can be read as a table, by its first lines. */
export const isTable = (text: string): boolean => separatorOf(text) !== undefined;

type Separator = ',' | '\t' | ';' | '|' | ' ';

function separatorOf(text: string): Separator | undefined {
  const lines = text.split(/\r?\n/, looksAt + 1).slice(0, looksAt);
  // The last of fewer lines is what follows the final line break, or was cut.
  const sample = (lines.length < looksAt ? lines.filter(Boolean) : lines).join('\n');
  return ([',', '\t', ';', '|', ' '] as const).find((separator) => {
    const rows = fieldsOf(sample, separator);
    const width = rows[0]?.length ?? 0;
    // Sentences have blanks, but seldom the same number each.
    return (
      width > 1 && rows.length > (separator === ' ' ? 1 : 0) && rows.every((row) => row.length === width)
    );
  });
}

function fieldsOf(text: string, separator: Separator): string[][] {
  if (separator === ' ') {
    return text.split(/\r?\n/).flatMap((line) => (line.trim() ? [line.trim().split(/ +/)] : []));
  }
  return parse(text, {
    delimiter: separator,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
}
