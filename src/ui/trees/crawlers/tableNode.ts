import type { Catalog, Table } from '../../../lab/ports/catalog.ts';
import type { TreeNode } from '../treeNode.ts';
import { columnNode } from './columnNode.ts';
import { partitionsNode } from './partitionsNode.ts';

/** A table of the data catalog. */
export interface TableNode extends TreeNode {
  readonly kind: 'table';
  readonly table: Table;
}

/** A table; below it its partitions, the keys by which they are parted, and its columns. */
export function tableNode(catalog: Catalog, table: Table): TableNode {
  const { name, columns, partitionKeys } = table;
  return {
    kind: 'table',
    id: name,
    name,
    uri: table.location || undefined,
    table,
    readAbove: true,
    children: () =>
      Promise.resolve([
        ...(partitionKeys.length ? [partitionsNode(catalog, table)] : []),
        ...partitionKeys.map((column) => columnNode(column, true)),
        ...columns.map((column) => columnNode(column, false)),
      ]),
  };
}
