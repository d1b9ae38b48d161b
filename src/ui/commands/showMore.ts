import type { Editor } from '../editor.ts';
import { isTreeNode, type MoreNode, type TreeNode } from '../trees/treeNode.ts';

/** Shows the next part of a long list, in the place of the row that stands for it. */
export function showMore({ trees }: Editor, row: unknown): void {
  if (isTreeNode(row) && isMore(row)) trees.of(row)?.showMore(row);
}

const isMore = (node: TreeNode): node is MoreNode => node.kind === 'more';
