/** A piece of SQL text that is neither white space nor comment. */
export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol';
  /** What it says: words as written, names and strings without their quotes. */
  readonly text: string;
  /** Where it begins and ends in the statement, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** An SQL text that is not one, in the words of Athena's parser, which begin with the place. */
export class SqlSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SqlSyntaxError';
  }
}

const pattern =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>[A-Za-z_][\w$]*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|(?<string>'(?:[^']|'')*')|(?<symbol>[\s\S])/gy;

/** The tokens of an SQL text; throws SqlSyntaxError where a quote is not closed. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sql.matchAll(pattern)) {
    const [raw] = match;
    const groups = match.groups ?? {};
    const span = { start: match.index, end: match.index + raw.length };
    if (groups['word'] !== undefined) tokens.push({ kind: 'word', text: raw, ...span });
    else if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: raw, ...span });
    else if (groups['name'] !== undefined) tokens.push({ kind: 'name', text: unquoted(raw), ...span });
    else if (groups['string'] !== undefined) tokens.push({ kind: 'string', text: unquoted(raw), ...span });
    else if (groups['symbol'] !== undefined) {
      if (`'"\``.includes(raw)) {
        throw new SqlSyntaxError(
          `${position(sql, match.index)}: mismatched input '${raw}'. Expecting: <string>`,
        );
      }
      tokens.push({ kind: 'symbol', text: raw, ...span });
    }
  }
  return tokens;
}

/** `line 2:7`, both counted from 1, of an offset in UTF-16 units. */
export function position(sql: string, offset: number): string {
  const before = sql.slice(0, offset).split('\n');
  return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
