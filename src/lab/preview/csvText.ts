/**
 * Rows as CSV after RFC 4180: fields in quotes where they hold a comma, a quote or a line break; lines end in CRLF. An
 * absent value is an empty field, an empty text a quoted one.
 */
export function csvText(rows: readonly (readonly (string | undefined)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string | undefined): string {
  if (text === undefined) return '';
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
