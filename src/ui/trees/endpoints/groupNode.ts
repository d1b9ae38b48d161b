import type { TreeNode } from '../treeNode.ts';

/** What SageMaker has one kind of. */
export type GroupName = 'training' | 'models' | 'endpoints' | 'notebooks';

/** Stands above everything of one kind. */
export interface GroupNode extends TreeNode {
  readonly kind: 'group';
  readonly group: GroupName;
}

/** A group, and how what is below it is brought. */
export function groupNode(group: GroupName, children: NonNullable<TreeNode['children']>): GroupNode {
  return { kind: 'group', id: group, group, children };
}
