import { schemaOf } from './bindTables.ts';
import { QueryError } from './queryError.ts';
import type { Tree } from './sqlLibrary.ts';
import { trinoType } from './trinoTypes.ts';
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
const numeric = /^(tinyint|smallint|integer|bigint|real|double|decimal.*)$/;
const textual = /^(varchar.*|char.*)$/;

/** A catalog table's columns, keys included: Hive type by name. Undefined for what is no catalog table. */
export type ColumnTypes = (database: string, name: string) => ReadonlyMap<string, string> | undefined;

/**
 * Refuses to compare text with numbers: Athena converts neither, DuckDB would. Looks at columns of tables that a SELECT
 * names itself, compared with each other or with literals. Throws QueryError TYPE_MISMATCH.
 */
export function checkComparisons(tree: Tree, source: string, columnTypes: ColumnTypes): void {
  visitNodes(tree, (kind, select) => {
    if (kind !== 'select') return;
    const types = typesInScope(select, columnTypes);
    if (types) checkBelow(select, types, source);
  });
}

/** Checks the comparisons of a SELECT; those of the queries inside it have columns of their own. */
function checkBelow(node: unknown, types: ColumnsInScope, source: string): void {
  if (Array.isArray(node)) {
    for (const each of node) checkBelow(each, types, source);
  } else if (isTree(node)) {
    for (const [kind, value] of Object.entries(node)) {
      if (kind === 'select') continue;
      const symbol = operators[kind];
      if (symbol !== undefined && isTree(value)) checkOne(value, symbol, types, source);
      checkBelow(value, types, source);
    }
  }
}

type ColumnsInScope = ReadonlyMap<string, string>;

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

function checkOne(comparison: Tree, symbol: string, types: ColumnsInScope, source: string): void {
  const [left, right] = [part(comparison, 'left'), part(comparison, 'right')];
  const [leftType, rightType] = [typeOf(left, types), typeOf(right, types)];
  if (leftType === undefined || rightType === undefined) return;
  if (!(textual.test(leftType) && numeric.test(rightType))) {
    if (!(numeric.test(leftType) && textual.test(rightType))) return;
  }
  throw new QueryError(
    'TYPE_MISMATCH',
    `${position(source, placeOfOperator(left, right, symbol, source))}: Cannot apply operator: ${leftType} ${symbol} ${rightType}`,
  );
}

/** The type of a column or literal, as Trino writes it; undefined for other expressions. */
function typeOf(operand: Tree | undefined, types: ColumnsInScope): string | undefined {
  const literal = part(operand, 'literal');
  if (literal) {
    const text = String(literal['value']);
    if (literal['literal_type'] === 'string') return `varchar(${text.length})`;
    if (literal['literal_type'] !== 'number') return undefined;
    return /[.eE]/.test(text) ? 'double' : 'integer';
  }
  const column = part(operand, 'column');
  if (!column) return undefined;
  const table = nameOf(column['table']);
  const name = `${table === undefined ? '' : `${table}.`}${nameOf(column['name']) ?? ''}`.toLowerCase();
  const type = types.get(name);
  return type === undefined ? undefined : trinoType(type);
}

/** Where the operator stands: behind the column on its left, or before that on its right. */
function placeOfOperator(
  left: Tree | undefined,
  right: Tree | undefined,
  symbol: string,
  source: string,
): number {
  const written = symbol === '<>' && !source.includes('<>') ? '!=' : symbol;
  const leftColumn = part(left, 'column');
  if (leftColumn) {
    const from = utf16Offset(source, startOf(leftColumn) ?? 0);
    return Math.max(source.indexOf(written, from), from);
  }
  const until = utf16Offset(source, startOf(part(right, 'column')) ?? 0);
  return Math.max(source.lastIndexOf(written, until), 0);
}
