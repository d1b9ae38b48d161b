import { schemaOf } from './bindTables.ts';
import { QueryError } from './queryError.ts';
import type { Tree } from './sqlLibrary.ts';
import { position } from './tokens.ts';
import { isTree, nameOf, part, parts, startOf, utf16Offset, visitNodes } from './walk.ts';

const operators: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};
const numeric = /^(tinyint|smallint|int|integer|bigint|float|double|decimal.*)$/;
const textual = /^(string|varchar.*|char.*)$/;

/** A catalog table's columns, keys included: Hive type by name. Undefined for what is no catalog table. */
export type ColumnTypes = (database: string, name: string) => ReadonlyMap<string, string> | undefined;

/**
 * Refuses a comparison of a text column with a number, or of a number column with a text: Athena converts neither, DuckDB would.
 * Looks at columns of tables that a SELECT names itself. Throws QueryError TYPE_MISMATCH.
 */
export function checkComparisons(tree: Tree, source: string, columnTypes: ColumnTypes): void {
  visitNodes(tree, (kind, select) => {
    if (kind !== 'select') return;
    const types = typesInScope(select, columnTypes);
    if (!types) return;
    visitNodes(select['where_clause'], (operator, comparison) => {
      const symbol = operators[operator];
      if (symbol !== undefined) checkOne(comparison, symbol, types, source);
    });
  });
}

/** Column types by name and by `alias.name`; undefined when the SELECT also reads subqueries. */
function typesInScope(select: Tree, columnTypes: ColumnTypes): Map<string, string> | undefined {
  const sources = [
    ...parts(part(select, 'from'), 'expressions'),
    ...parts(select, 'joins').map((join) => part(join, 'this') ?? {}),
  ];
  const types = new Map<string, string>();
  for (const source of sources) {
    const table = part(source, 'table');
    const name = nameOf(table?.['name']) ?? '';
    const schema = nameOf(table?.['schema']) ?? '';
    const columns = columnTypes(schema.slice(schemaOf('').length), name);
    if (!columns) return undefined;
    const alias = (nameOf(table?.['alias']) ?? name).toLowerCase();
    for (const [column, type] of columns) {
      types.set(column, type);
      types.set(`${alias}.${column}`, type);
    }
  }
  return types;
}

function checkOne(
  comparison: Tree,
  symbol: string,
  types: ReadonlyMap<string, string>,
  source: string,
): void {
  const column = part(part(comparison, 'left'), 'column');
  const literal = part(part(comparison, 'right'), 'literal');
  if (!column || !literal || !isTree(column['name'])) return;
  const table = nameOf(column['table']);
  const name = `${table === undefined ? '' : `${table}.`}${nameOf(column['name']) ?? ''}`.toLowerCase();
  const type = types.get(name);
  if (type === undefined) return;
  const text = String(literal['value']);
  const number = literal['literal_type'] === 'number';
  if (!(number && textual.test(type)) && !(literal['literal_type'] === 'string' && numeric.test(type)))
    return;
  const right = number ? (/[.eE]/.test(text) ? 'double' : 'integer') : `varchar(${text.length})`;
  const left = number ? 'varchar' : type.replace(/^int$/, 'integer').replace(/^float$/, 'real');
  const end = utf16Offset(source, startOf(column) ?? 0);
  const behind = source.slice(end);
  const at = end + Math.max(behind.indexOf(symbol === '<>' && !behind.includes('<>') ? '!=' : symbol), 0);
  throw new QueryError(
    'TYPE_MISMATCH',
    `${position(source, at)}: Cannot apply operator: ${left} ${symbol} ${right}`,
  );
}
