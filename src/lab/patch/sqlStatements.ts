import { isWord, sqlTokens } from './sqlTokens.ts';

/** A statement of a SQL text: without the semicolon behind it, and without space or comments around it. */
export interface SqlStatement {
  readonly offset: number;
  /** In UTF-16 units. */
  readonly length: number;
  readonly text: string;
}

/** The statements of a SQL text, in order; what is empty is none. */
export function sqlStatements(text: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let offset: number | undefined;
  let end = 0;
  const close = (): void => {
    if (offset !== undefined)
      statements.push({ offset, length: end - offset, text: text.slice(offset, end) });
    offset = undefined;
  };
  for (const token of sqlTokens(text)) {
    if (isWord(token, ';')) {
      close();
      continue;
    }
    offset ??= token.offset;
    end = token.offset + token.length;
  }
  close();
  return statements;
}

/** The statement at an offset: the one it lies in, else the last one before it, else the first. */
export function statementAt(text: string, offset: number): SqlStatement | undefined {
  const statements = sqlStatements(text);
  return statements.findLast((statement) => statement.offset <= offset) ?? statements[0];
}
