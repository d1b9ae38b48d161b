import type { Explanation } from '../../lab/explain/explain.ts';
import type { Disposable } from '../disposable.ts';
import {
  pageOf,
  type Children,
  type EmptyNode,
  type FailureNode,
  type MoreNode,
  type Page,
  type TreeNode,
} from './treeNode.ts';

/** What a tree holds, without a view: loads what is below a node once, until it is refreshed. */
export interface TreeModel extends Disposable {
  /**
   * What is below a node, or the root. Never rejects: a failure is a node. What was asked for before a refresh is never
   * the answer after it.
   */
  children(of?: TreeNode): Promise<readonly TreeNode[]>;
  parent(node: TreeNode): TreeNode | undefined;
  /** Ids from the root down to this node: unique in the tree. */
  path(node: TreeNode): string;
  /** Whether the tree holds this node still. */
  has(node: TreeNode): boolean;
  /** Forgets what is below a node, or everything; what is still being asked for is broken off. */
  refresh(of?: TreeNode): void;
  /** Adds the next part in the place of the row that stands for it. */
  showMore(row: MoreNode): void;
}

/** What a tree model works with. */
export interface TreeSource {
  /** Undefined: not even a row saying that nothing is there; the view's welcome speaks then. */
  roots(signal: AbortSignal): Promise<Children | undefined>;
  /** Puts what was thrown in words. */
  explain(thrown: unknown): Explanation;
  /** What is below this node has changed (undefined: everything has): the view shall ask again. */
  changed(node: TreeNode | undefined): void;
}

/** What is known below one node. */
interface Below {
  readonly controller: AbortController;
  /** Resolves to what `nodes` is then; never rejects. */
  readonly loaded: Promise<readonly TreeNode[]>;
}

/** A model of the tree that grows from `source`. */
export function createTreeModel(source: TreeSource): TreeModel {
  const root: object = {};
  const below = new WeakMap<object, Below>();
  const shown = new WeakMap<object, readonly TreeNode[]>();
  // The view may ask for a row that is gone by now: its place is remembered longer than that it stands there.
  const parents = new WeakMap<TreeNode, TreeNode | undefined>();
  const standing = new WeakSet<object>([root]);

  const has = (key: object): boolean => standing.has(key);

  const show = (of: TreeNode | undefined, nodes: readonly TreeNode[]): readonly TreeNode[] => {
    for (const node of nodes) {
      parents.set(node, of);
      standing.add(node);
    }
    shown.set(of ?? root, nodes);
    return nodes;
  };

  /** Starts one load below `of`, whose outcome counts only if nothing has taken its place by then. */
  const start = (
    of: TreeNode | undefined,
    load: (signal: AbortSignal) => Promise<readonly TreeNode[]>,
  ): Below => {
    const controller = new AbortController();
    const entry: Below = {
      controller,
      loaded: load(controller.signal)
        .catch((thrown: unknown) => [failureOf(of, source.explain(thrown))])
        .then((nodes) => (controller.signal.aborted ? [] : show(of, nodes))),
    };
    below.set(of ?? root, entry);
    return entry;
  };

  const first = async (of: TreeNode | undefined, signal: AbortSignal): Promise<readonly TreeNode[]> => {
    const children = await (of ? (of.children?.(signal) ?? []) : source.roots(signal));
    if (!children) return [];
    const page = 'nodes' in children ? children : pageOf(children);
    return page.nodes.length || page.more ? rowsOf(of, page) : [emptyOf(of)];
  };

  const children = async (of?: TreeNode): Promise<readonly TreeNode[]> => {
    const key = of ?? root;
    if (of && !has(of)) return successorsChildren(of);
    if (!has(key)) return [];
    const entry = below.get(key) ?? start(of, (signal) => first(of, signal));
    const nodes = await entry.loaded;
    return below.get(key) === entry ? nodes : children(of);
  };

  /**
   * What is below the node that a refresh has put in this one's place. The view asks for rows that are gone until it has
   * heard of the refresh; told that nothing is below, it would fold what was unfolded there.
   */
  const successorsChildren = async (gone: TreeNode): Promise<readonly TreeNode[]> => {
    if (!parents.has(gone)) return [];
    const above = await children(parents.get(gone));
    const successor = above.find(({ id }) => id === gone.id);
    return successor && has(successor) ? children(successor) : [];
  };

  const forget = (key: object): void => {
    below.get(key)?.controller.abort();
    below.delete(key);
    for (const node of shown.get(key) ?? []) {
      forget(node);
      standing.delete(node);
    }
    shown.delete(key);
  };

  return {
    children,
    has,
    parent: (node) => parents.get(node),
    path: (node) => {
      const ids: string[] = [];
      for (let at: TreeNode | undefined = node; at; at = parents.get(at))
        ids.unshift(encodeURIComponent(at.id));
      return ids.join('/');
    },
    refresh: (node) => {
      let of = node;
      while (of?.readAbove && has(of)) of = parents.get(of);
      if (of && !has(of)) return;
      forget(of ?? root);
      source.changed(of);
    },
    showMore: (row) => {
      const before = shown.get(row.of ?? root)?.filter(({ kind }) => kind !== 'more' && kind !== 'failure');
      const more = rests.get(row);
      if (!before || !more || !has(row)) return;
      standing.delete(row);
      start(row.of, async (signal) => {
        try {
          return [...before, ...rowsOf(row.of, await more(signal))];
        } catch (thrown) {
          return [...before, failureOf(row.of, source.explain(thrown)), row];
        }
      });
      source.changed(row.of);
    },
    dispose: () => {
      forget(root);
      standing.delete(root);
    },
  };
}

/** How the rest behind a `more` row is brought. */
const rests = new WeakMap<MoreNode, (signal: AbortSignal) => Promise<Page>>();

/** A page's nodes, and the row that stands for the rest. */
function rowsOf(of: TreeNode | undefined, { nodes, more, left }: Page): readonly TreeNode[] {
  if (!more) return nodes;
  const row: MoreNode = { kind: 'more', id: 'more', of, left, size: nodes.length };
  rests.set(row, more);
  return [...nodes, row];
}

const failureOf = (of: TreeNode | undefined, failure: Explanation): FailureNode => ({
  kind: 'failure',
  id: 'failure',
  of,
  failure,
  text: [failure.what, failure.why, failure.changed, failure.nextAction, '', failure.original].join('\n'),
});

const emptyOf = (of: TreeNode | undefined): EmptyNode => ({ kind: 'empty', id: 'empty', of });
