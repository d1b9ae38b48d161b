import { athenaBeginnings, parseStatement } from './parseStatement.ts';
import { parseQuery } from './query.ts';
import { SqlSyntaxError, tokenize, type Token } from './tokens.ts';

/** Something in a SQL text that Athena's parser would not take. */
export interface SqlErrorAt {
  /** In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** In the words of Athena's parser, without the place. */
  readonly message: string;
}

/**
 * What Athena's parser would not take in a file of statements with semicolons between them: the first error of each.
 * What Athena runs and the practice account does not is no error.
 */
export async function sqlErrors(text: string): Promise<SqlErrorAt[]> {
  let tokens: Token[];
  try {
    tokens = tokenize(text);
  } catch (error) {
    return [errorAt(text, [], error)].filter((found) => found !== undefined);
  }
  const errors: SqlErrorAt[] = [];
  for (const statement of statementsOf(tokens)) {
    const found = await statementError(text, statement);
    if (found) errors.push(found);
  }
  return errors;
}

function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ';' && token.kind === 'symbol') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter(({ length }) => length > 0);
}

async function statementError(text: string, tokens: readonly Token[]): Promise<SqlErrorAt | undefined> {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return undefined;
  // What stands around the statement is blanked, so that places in it are places in the text.
  const alone = text.slice(0, first.start).replaceAll(/[^\n]/g, ' ') + text.slice(first.start, last.end);
  try {
    const statement = parseStatement(alone);
    if ('query' in statement) await parseQuery(statement.query);
    return undefined;
  } catch (error) {
    const isAthenas = first.kind === 'word' && athenaBeginnings.includes(first.text.toUpperCase());
    const found = errorAt(alone, tokens, error);
    // The practice account reads less than Athena: a beginning that Athena knows is none of the writer's errors.
    return isAthenas && found?.offset === first.start ? undefined : found;
  }
}

/** The error's place and words; undefined for one that is about the practice account. */
function errorAt(text: string, tokens: readonly Token[], error: unknown): SqlErrorAt | undefined {
  if (!(error instanceof SqlSyntaxError)) throw error;
  if (error.message.startsWith('The practice account ')) return undefined;
  const [, line, column, message = error.message] = /^line (\d+):(\d+): ([\s\S]*)$/.exec(error.message) ?? [];
  const offset = line && column ? offsetOf(text, Number(line), Number(column)) : (tokens[0]?.start ?? 0);
  const token = tokens.find(({ end }) => end > offset) ?? tokens.at(-1);
  // At the end of a statement there is nothing to mark: its last token stands for it.
  const start = token ? Math.min(offset, token.start) : offset;
  return { offset: start, length: Math.max(1, (token?.end ?? text.length) - start), message };
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let left = line - 1; left > 0; left--) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
