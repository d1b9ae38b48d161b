import type { TreeNode } from './treeNode.ts';

/** Something to know about what it stands below: what it is called, and what it is. */
export interface FactNode extends TreeNode {
  readonly kind: 'fact';
  readonly label: string;
  readonly value: string;
  /** A codicon. */
  readonly icon?: string | undefined;
  /** More than fits beside the label. */
  readonly detail?: string | undefined;
  /** Its `uri` is an object's, not a folder's. */
  readonly isObject?: true | undefined;
}

/** A fact; its id is its label unless several siblings have the same. */
export function factNode(
  label: string,
  value: string,
  more: Partial<Pick<FactNode, 'id' | 'icon' | 'detail' | 'uri' | 'name' | 'isObject'>> = {},
): FactNode {
  // A name or an address has its own way to be copied.
  const text = (more.uri ?? more.name) === undefined ? value : undefined;
  return { kind: 'fact', id: label, label, value, text, ...more };
}
