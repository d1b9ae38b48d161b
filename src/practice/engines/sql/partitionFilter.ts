import { schemaOf } from './bindTables.ts';
import type { Tree } from './sqlLibrary.ts';
import { hasNode, isTree, nameOf, part, parts, visitNodes } from './walk.ts';

/** One place where a query reads a table, and what its WHERE says there of the partition keys alone. */
export interface PartitionFilter {
  /** The name that columns are qualified with. */
  readonly alias: string;
  readonly conditions: readonly Tree[];
}

/**
 * For each place where a bound query reads a table: the conditions of WHERE that partitions can be chosen by. A place
 * without any (also one behind an outer join, whose rows WHERE sees as NULL) reads all partitions.
 */
export function partitionFilters(
  tree: Tree,
  table: { readonly database: string; readonly name: string },
  keys: ReadonlySet<string>,
): PartitionFilter[] {
  const found: PartitionFilter[] = [];
  visitNodes(tree, (kind, select) => {
    if (kind !== 'select') return;
    const joins = parts(select, 'joins');
    const first = parts(part(select, 'from'), 'expressions').map((source) => part(source, 'table'));
    const joined = joins.map((join) => part(part(join, 'this'), 'table'));
    const kinds = joins.map((join) => String(join['kind']));
    const inner = kinds.every((each) => each === 'Inner' || each === 'Cross');
    const leftOnly = kinds.every((each) => each === 'Inner' || each === 'Cross' || each === 'Left');
    const conditions = conjuncts(part(part(select, 'where_clause'), 'this'));
    for (const [sources, safe] of [
      [first, leftOnly],
      [joined, inner],
    ] as const) {
      for (const source of sources) {
        if (
          !source ||
          nameOf(source['schema']) !== schemaOf(table.database) ||
          nameOf(source['name']) !== table.name
        )
          continue;
        const alias = (nameOf(source['alias']) ?? table.name).toLowerCase();
        found.push({ alias, conditions: safe ? conditions.filter((each) => onKeys(each, alias, keys)) : [] });
      }
    }
  });
  return found;
}

/** The parts of a condition that must all hold. */
function conjuncts(condition: Tree | undefined): Tree[] {
  if (!condition) return [];
  const and = part(condition, 'and');
  if (and) return [...conjuncts(part(and, 'left')), ...conjuncts(part(and, 'right'))];
  const paren = part(condition, 'paren');
  return paren ? conjuncts(part(paren, 'this')) : [condition];
}

const uncertain = new Set(['select', 'subquery', 'exists', 'union', 'rand', 'random', 'uuid']);

function onKeys(condition: Tree, alias: string, keys: ReadonlySet<string>): boolean {
  const isColumn = (kind: string, node: Tree): boolean => kind === 'column' && isTree(node['name']);
  return (
    hasNode(condition, isColumn) &&
    !hasNode(condition, (kind, node) => {
      if (kind === 'function') return uncertain.has(String(node['name']).toLowerCase());
      if (!isColumn(kind, node)) return uncertain.has(kind);
      const table = nameOf(node['table'])?.toLowerCase();
      return (
        !keys.has((nameOf(node['name']) ?? '').toLowerCase()) || (table !== undefined && table !== alias)
      );
    })
  );
}
