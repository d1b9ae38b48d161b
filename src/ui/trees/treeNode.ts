import type { Explanation } from '../../lab/explain/explain.ts';

/**
 * One row of a tree, as plain data: what is there, not what it looks like. A tree's own kinds extend it with what they
 * show; a render table turns them into rows once they are on screen.
 */
export interface TreeNode {
  readonly kind: string;
  /** Unique among its siblings, and the same after each refresh: what is unfolded stays unfolded. */
  readonly id: string;
  /** AWS's own name of it, where somebody may want to copy that. */
  readonly name?: string | undefined;
  /** `s3://…` of it, where it lies in S3. */
  readonly uri?: string | undefined;
  /** Words that somebody may want to copy, say an error's. */
  readonly text?: string | undefined;
  /** What its row shows was read together with its siblings: looking at it again begins above it. */
  readonly readAbove?: boolean | undefined;
  /** What is below it; a node without has nothing to unfold. May throw: the tree shows that as a node. */
  readonly children?: ((signal: AbortSignal) => Promise<Children>) | undefined;
}

/** Everything below a node at once (long lists are shown in parts), or a page where even asking for all is much. */
export type Children = readonly TreeNode[] | Page;

/** A part of what is below a node. */
export interface Page {
  readonly nodes: readonly TreeNode[];
  /** Brings the next part; absent after the last. */
  readonly more?: ((signal: AbortSignal) => Promise<Page>) | undefined;
  /** How many are still to come, when that is known. */
  readonly left?: number | undefined;
}

/** Stands below a node (undefined: the root) whose children could not be had. */
export interface FailureNode extends TreeNode {
  readonly kind: 'failure';
  readonly of: TreeNode | undefined;
  readonly failure: Explanation;
}

/** Stands below a node that has no children, to say so. */
export interface EmptyNode extends TreeNode {
  readonly kind: 'empty';
  readonly of: TreeNode | undefined;
}

/** The last row below a node of which only a part is shown. */
export interface MoreNode extends TreeNode {
  readonly kind: 'more';
  readonly of: TreeNode | undefined;
  readonly left: number | undefined;
  /** How many the part before had. */
  readonly size: number;
}

/** The rows that every tree may have. */
export type BaseNode = FailureNode | EmptyNode | MoreNode;

/** So many rows are shown at a time. */
export const pageSize = 1000;

/** A long list in parts. */
export function pageOf(nodes: readonly TreeNode[], from = 0): Page {
  const end = from + pageSize;
  const page = nodes.slice(from, end);
  if (end >= nodes.length) return { nodes: page };
  return { nodes: page, left: nodes.length - end, more: () => Promise.resolve(pageOf(nodes, end)) };
}

/**
 * A list of which each node has to be asked for: a few at a time.
 * @param load brings one.
 */
export async function askedPage<Item>(
  items: readonly Item[],
  load: (item: Item, signal: AbortSignal) => Promise<TreeNode>,
  signal: AbortSignal,
  size = 20,
): Promise<Page> {
  const nodes = await Promise.all(items.slice(0, size).map((item) => load(item, signal)));
  const rest = items.slice(size);
  if (!rest.length) return { nodes };
  return { nodes, left: rest.length, more: (again) => askedPage(rest, load, again, size) };
}

/** Whether the argument of a command is a row of a tree. */
export function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
