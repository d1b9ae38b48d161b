/**
 * Where in a statement Athena says that its error is (`line 2:7`, both counted from 1), as an offset in UTF-16 units;
 * undefined when its words name no place of the statement.
 */
export function placeOfError(sql: string, reason: string): number | undefined {
  const [, lineText, columnText] = /\bline (\d+):(\d+)/.exec(reason) ?? [];
  const [line, column] = [Number(lineText), Number(columnText)];
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const end = sql.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const offset = start + column - 1;
  return offset >= 0 && offset <= sql.length ? offset : undefined;
}
