import { setFlagsFromString } from 'node:v8';
import type * as Library from '@polyglot-sql/sdk';

/** A node of a parsed statement: an object whose one key is the node's kind, `{ column: { name: … } }`. */
export type Tree = Record<string, unknown>;

/** The SQL dialects that are read. */
export type Dialect = 'athena' | 'duckdb';

/** The place and text of what the parser did not take. */
export class ParseError extends Error {
  /** Where it is in the text, in code points. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'ParseError';
    this.offset = offset;
  }
}

/** The SQL parser and generator: 23 MB of WebAssembly, loaded when the first statement comes. */
const library = (() => {
  let loaded: Promise<typeof Library> | undefined;
  return () => (loaded ??= load());
})();

/**
 * Loads the library so that V8 leaves its functions as they are first compiled. A function that has run for a while is
 * compiled again, to faster code; for this library that takes seconds of processor time and 200 MB, and statements
 * are read in milliseconds without. The flag counts for modules that are compiled while it is set.
 */
async function load(): Promise<typeof Library> {
  setFlagsFromString('--wasm-tiering-budget=2000000000');
  try {
    return await import('@polyglot-sql/sdk');
  } finally {
    // Near to V8's own figure, which differs from version to version.
    setFlagsFromString('--wasm-tiering-budget=2000000');
  }
}

/** The statements of an SQL text as trees; throws ParseError. */
export async function parseSql(sql: string, dialect: Dialect): Promise<Tree[]> {
  const { parse } = await library();
  const result = parse(sql, dialect as never);
  if (!result.success) throw new ParseError(result.error, result.errorStart ?? 0);
  return result.ast;
}

/** A tree as SQL of a dialect. */
export async function writeSql(tree: Tree, dialect: Dialect): Promise<string> {
  const { generate } = await library();
  const result = generate([tree] as never, dialect as never);
  const [sql] = result.sql ?? [];
  if (sql === undefined) throw new ParseError(result.error ?? 'could not write the statement', 0);
  return sql;
}

/** A statement of Athena's in DuckDB's dialect; throws ParseError where it cannot be said in it. */
export async function transpile(sql: string): Promise<string> {
  const library_ = await library();
  const result = library_.transpile(sql, 'athena' as never, 'duckdb' as never);
  const [translated] = result.sql ?? [];
  if (!result.success || translated === undefined) {
    throw new ParseError(result.error ?? 'could not read the statement', result.errorStart ?? 0);
  }
  return translated;
}
