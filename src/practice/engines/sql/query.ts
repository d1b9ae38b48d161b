import { bindTables, schemaOf, type TableUse } from './bindTables.ts';
import { QueryError } from './queryError.ts';
import { rewriteTrino } from './rewriteTrino.ts';
import { ParseError, parseSql, transpile, writeSql, type Tree } from './sqlLibrary.ts';
import { position, SqlSyntaxError, tokenize } from './tokens.ts';
import { knownFunctions } from './trinoFunctions.ts';
import { hasNode, isTree, nameOf, part, parts, rewriteNodes, utf16Offset, visitNodes } from './walk.ts';

/** A query in Athena's dialect, read and translated. */
export interface Query {
  /** As it was written. */
  readonly source: string;
  /** Its tree, every table's name complete. */
  readonly tree: Tree;
  readonly tables: readonly TableUse[];
  /** Whether it asks for the hidden column `$path`. */
  readonly readsPath: boolean;
  /** The same query for DuckDB, over a schema for each database (see schemaOf). */
  readonly sql: string;
}

const queryKinds = ['select', 'union', 'intersect', 'except', 'values', 'subquery', 'with', 'paren'];

/** Reads a query's tree; throws SqlSyntaxError in the words of Athena's parser. */
export async function parseQuery(source: string): Promise<Tree> {
  let trees: Tree[];
  try {
    trees = await parseSql(source, 'athena');
  } catch (error) {
    throw error instanceof ParseError ? syntaxError(source, error) : error;
  }
  const [tree] = trees;
  if (!tree || trees.length > 1) {
    throw new SqlSyntaxError(`Only one sql statement is allowed. Got: ${source.trim()}`);
  }
  const kind = Object.keys(tree)[0] ?? '';
  const select = tree['select'];
  const empty = isTree(select) && Array.isArray(select['expressions']) && !select['expressions'].length;
  if (!queryKinds.includes(kind) || empty) {
    throw new SqlSyntaxError('Queries of this type are not supported');
  }
  return tree;
}

/**
 * Reads and translates a query whose tables without a database are those of `database`.
 * Throws SqlSyntaxError, and QueryError for functions that Athena or the practice account does not have.
 */
export async function readQuery(source: string, database: string): Promise<Query> {
  const { tree, tables } = bindTables(await parseQuery(source), database);
  checkFunctions(tree, source);
  const readsPath = hasNode(tree, (kind, node) => kind === 'name' && node['name'] === '$path');
  const sql = await translated(readsPath ? withoutHidden(tree) : tree);
  return { source, tree, tables, readsPath, sql };
}

/** A tree as DuckDB's SQL; a part of a statement is put behind the words that make it one. */
export async function translated(tree: Tree, words = ''): Promise<string> {
  const text = `${words}${await writeSql(rewriteTrino(tree), 'athena')}`;
  try {
    return await transpile(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new QueryError('NOT_SUPPORTED', `The practice account cannot run this query: ${error.message}`);
  }
}

function checkFunctions(tree: Tree, source: string): void {
  visitNodes(tree, (kind, node) => {
    if (kind !== 'function' && kind !== 'aggregate_function') return;
    if (typeof node['name'] !== 'string') return;
    const name = node['name'].toLowerCase();
    if (knownFunctions.has(name)) return;
    throw new QueryError('FUNCTION_NOT_FOUND', `${placeOf(source, name)}: Function '${name}' not registered`);
  });
}

/** The place of the first word or name of the source that says `name`; the statement's begin when there is none. */
export function placeOf(source: string, name: string): string {
  const found = tokenize(source).find(
    ({ kind, text }) => (kind === 'word' || kind === 'name') && text.toLowerCase() === name.toLowerCase(),
  );
  return position(source, found?.start ?? source.search(/\S/));
}

/** The name that `$path` has in DuckDB, where `*` can leave it out. */
export const pathColumn = 'hidden_path';

/** `*` gives a table's columns, not the hidden one that a query may name. */
function withoutHidden(tree: Tree): Tree {
  const identifier = (name: string): Tree => ({ name, quoted: true, trailing_comments: [], span: null });
  const isPath = (node: Tree): boolean => isTree(node['name']) && node['name']['name'] === '$path';
  return rewriteNodes(tree, (kind, node) => {
    if (kind === 'column' && isPath(node)) return { column: { ...node, name: identifier(pathColumn) } };
    if (kind !== 'select') return undefined;
    const tables = tablesOf(node);
    const expressions = parts(node, 'expressions').map((expression) => {
      const star = part(expression, 'star');
      const of = nameOf(star?.['table'])?.toLowerCase();
      // A query in FROM has no hidden column that could be left out.
      if (!star || !(of === undefined ? tables.length : tables.includes(of))) return expression;
      return { star: { ...star, except: [identifier(pathColumn)] } };
    });
    return { select: { ...node, expressions } };
  }) as Tree;
}

/** The names that a SELECT calls the catalog's tables by. */
function tablesOf(select: Tree): string[] {
  const sources = [
    ...parts(part(select, 'from'), 'expressions'),
    ...parts(select, 'joins').map((join) => part(join, 'this')),
  ].map((source) => part(source, 'table'));
  return sources
    .filter((table) => nameOf(table?.['schema'])?.startsWith(schemaOf('')))
    .map((table) => (nameOf(table?.['alias']) ?? nameOf(table?.['name']) ?? '').toLowerCase());
}

function syntaxError(source: string, error: ParseError): SqlSyntaxError {
  const offset = utf16Offset(source, error.offset);
  const tokens = tokenize(source);
  const token = tokens.find(({ end }) => end > offset);
  const atEnd =
    !token ||
    /end of input/i.test(error.message) ||
    (token === tokens.at(-1) && error.message.includes('Unexpected token: '));
  const found = atEnd ? '<EOF>' : source.slice(token.start, token.end);
  const place = position(source, atEnd ? source.trimEnd().length : token.start);
  const expected = /Expected (\w+)/.exec(error.message)?.[1];
  return new SqlSyntaxError(
    `${place}: mismatched input '${found.replaceAll("'", "''")}'. Expecting: ${expectedText(expected)}`,
  );
}

function expectedText(expected: string | undefined): string {
  const symbols: Readonly<Record<string, string>> = { RParen: "')'", LParen: "'('", Comma: "','" };
  return (expected === undefined ? undefined : symbols[expected]) ?? '<expression>';
}
