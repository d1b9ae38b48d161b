import type { Tree } from './sqlLibrary.ts';
import { isTree, nameOf, part, parts, rewriteNodes, startOf } from './walk.ts';

/** A table that a query reads; names in lower case, the place in code points. */
export interface TableUse {
  readonly database: string;
  readonly name: string;
  readonly offset: number;
}

/**
 * The tree with every table's name complete and in lower case, and those tables. A name that a WITH clause gives to a
 * query stays as it is where that name holds. `database` is that of tables named without one.
 */
export function bindTables(tree: Tree, database: string): { tree: Tree; tables: TableUse[] } {
  const tables: TableUse[] = [];
  const bound = bindNode(tree, { database, tables, queries: new Set() });
  return { tree: rewriteNodes(bound, (kind, node) => bindColumn(kind, node, tables)) as Tree, tables };
}

/** `database.table.column`, which is read as a field of a column, as the column of the table. */
function bindColumn(kind: string, node: Tree, tables: readonly TableUse[]): Tree | undefined {
  const path = kind === 'dot' ? pathOf({ dot: node }) : undefined;
  if (!path || path.length > 4 || (path.length === 4 && path[0] !== 'awsdatacatalog')) return undefined;
  const [database = '', name = ''] = path.slice(-3);
  if (!tables.some((table) => table.database === database && table.name === name)) return undefined;
  return {
    column: {
      name: node['field'],
      table: identifierNode(name),
      join_mark: false,
      trailing_comments: [],
      span: null,
      inferred_type: null,
    },
  };
}

/** The names of `a.b.c`, in lower case; undefined for what is not names alone. */
function pathOf(tree: Tree): string[] | undefined {
  const column = part(tree, 'column');
  if (column) {
    return [nameOf(column['table']), nameOf(column['name'])].flatMap((name) => name?.toLowerCase() ?? []);
  }
  const dot = part(tree, 'dot');
  const before = dot && pathOf(part(dot, 'this') ?? {});
  const field = nameOf(dot?.['field']);
  return before && field !== undefined ? [...before, field.toLowerCase()] : undefined;
}

interface Scope {
  readonly database: string;
  readonly tables: TableUse[];
  /** Names given by WITH, in lower case. */
  readonly queries: ReadonlySet<string>;
}

function bindNode(node: unknown, scope: Scope): unknown {
  if (Array.isArray(node)) return node.map((each) => bindNode(each, scope));
  if (!isTree(node)) return node;
  const clause = part(node, 'with');
  const [bound, inner] = clause ? bindWith(clause, scope) : [undefined, scope];
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === 'with' && bound) return [key, bound];
      // A column names its table by a plain identifier; a table that is read has one as its `name`.
      if (key === 'table' && isTree(value) && isTree(value['name'])) return [key, bindTable(value, inner)];
      return [key, bindNode(value, inner)];
    }),
  );
}

/** A WITH clause, each of its queries seeing those before it (and itself, if recursive), and the scope behind it. */
function bindWith(clause: Tree, scope: Scope): [Tree, Scope] {
  let inner = scope;
  const ctes = parts(clause, 'ctes').map((cte) => {
    const name = (nameOf(cte['alias']) ?? '').toLowerCase();
    const outer = inner;
    inner = { ...inner, queries: new Set([...inner.queries, name]) };
    return bindNode(cte, clause['recursive'] === true ? inner : outer);
  });
  return [{ ...clause, ctes }, inner];
}

function bindTable(table: Tree, scope: Scope): Tree {
  const name = (nameOf(table['name']) ?? '').toLowerCase();
  const schema = nameOf(table['schema'])?.toLowerCase();
  const rest = Object.fromEntries(
    Object.entries(table).map(([key, value]) => [key, key === 'name' ? value : bindNode(value, scope)]),
  );
  if (schema === undefined && scope.queries.has(name)) return rest;
  const database = schema ?? scope.database;
  const first = part(table, 'catalog') ?? part(table, 'schema') ?? part(table, 'name');
  scope.tables.push({ database, name, offset: startOf(first) ?? 0 });
  // A table read under its own name is called by it alone: `t.x`.
  const alias = part(table, 'alias') ? {} : { alias: identifierNode(name) };
  return {
    ...rest,
    name: identifierNode(name),
    schema: identifierNode(schemaOf(database)),
    catalog: null,
    ...alias,
  };
}

/** The DuckDB schema that stands for a database: never one that DuckDB has by itself. */
export function schemaOf(database: string): string {
  return `db_${database}`;
}

function identifierNode(name: string): Tree {
  return { name, quoted: true, trailing_comments: [], span: null };
}
