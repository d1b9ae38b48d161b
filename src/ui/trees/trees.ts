import type { Disposable } from '../disposable.ts';
import type { Tree, ViewName } from './tree.ts';
import type { TreeNode } from './treeNode.ts';

/** The trees of this window. */
export interface Trees extends Disposable {
  add(name: ViewName, tree: Tree): void;
  get(name: ViewName): Tree | undefined;
  /** The tree that a node stands in. */
  of(node: TreeNode): Tree | undefined;
  all(): ReadonlyMap<ViewName, Tree>;
}

/** No trees yet; they end together. */
export function createTrees(): Trees {
  const trees = new Map<ViewName, Tree>();
  return {
    add: (name, tree) => void trees.set(name, tree),
    get: (name) => trees.get(name),
    of: (node) => [...trees.values()].find((tree) => tree.has(node)),
    all: () => trees,
    dispose: () => {
      for (const tree of trees.values()) tree.dispose();
    },
  };
}
