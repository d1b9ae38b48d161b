import type { Column } from '../../../lab/ports/catalog.ts';
import type { TreeNode } from '../treeNode.ts';

/** A column of a table. */
export interface ColumnNode extends TreeNode {
  readonly kind: 'column';
  readonly column: Column;
  /** Its values are in the names of folders, not in the files. */
  readonly isKey: boolean;
}

/** A column, or a key that parts the table. */
export function columnNode(column: Column, isKey: boolean): ColumnNode {
  return {
    kind: 'column',
    id: `${isKey ? 'key' : 'column'} ${column.name}`,
    name: column.name,
    column,
    isKey,
  };
}
