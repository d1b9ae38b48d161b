import type { Editor } from '../editor.ts';
import { isTreeNode, type FailureNode, type TreeNode } from '../trees/treeNode.ts';

/** Looks at the account again below one node of a tree; for the row of a failure, at what failed. */
export function refreshNode({ trees }: Editor, node: unknown): void {
  if (!isTreeNode(node)) return;
  trees.of(node)?.refresh(isFailure(node) ? node.of : node);
}

const isFailure = (node: TreeNode): node is FailureNode => node.kind === 'failure';
