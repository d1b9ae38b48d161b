import * as vscode from 'vscode';
import { viewIds } from '../../ids.ts';
import type { Editor } from '../editor.ts';
import { baseLook, isBaseNode } from './baseLooks.ts';
import { createLiveRows } from './liveRows.ts';
import { treeItem, type Empty, type Look, type RenderTable } from './look.ts';
import type { Tree, ViewName } from './tree.ts';
import { createTreeModel } from './treeModel.ts';
import type { Children, TreeNode } from './treeNode.ts';
import { accountText } from '../looks/accountText.ts';

/** What any tree is made of, wherever its roots come from. */
export interface TreeParts<Node extends TreeNode> {
  readonly view: ViewName;
  /** Undefined: the view's welcome speaks. */
  roots(signal: AbortSignal): Promise<Children | undefined>;
  readonly render: RenderTable<Node>;
  readonly empty: Empty;
}

/** In ms. */
const minute = 60_000;

/** A tree in its view, with account and region beside the view's title. It asks nothing until the view is seen. */
export function createTree<Node extends TreeNode>(
  { session, lab }: Pick<Editor, 'session' | 'lab'>,
  parts: TreeParts<Node>,
): Tree {
  const { view: name, render, empty } = parts;
  const changed = new vscode.EventEmitter<TreeNode | undefined>();
  const model = createTreeModel({
    roots: (signal) => parts.roots(signal),
    // Of an account that could not be opened, its opener knows more.
    explain: (thrown) => (session.state.kind === 'failed' ? session.state.failure : lab.explain(thrown)),
    changed: (node) => changed.fire(node),
  });
  const lookOf = (node: TreeNode): Look => {
    if (isBaseNode(node)) return baseLook(node, (node.of && lookOf(node.of).empty) ?? empty);
    // A tree's nodes are of the kinds that its render table has.
    const look = render[node.kind as Node['kind']] as (node: TreeNode) => Look;
    return look(node);
  };
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => [...(await model.children(node))],
    getParent: (node) => model.parent(node),
    getTreeItem: (node) => {
      const look = lookOf(node);
      live.drawn(node, look.live === true);
      ageing.drawn(node, look.ages === true);
      return treeItem(node, model.path(node), look);
    },
  };
  const view = vscode.window.createTreeView(viewIds[name], {
    treeDataProvider: provider,
    showCollapseAll: name !== 'lab',
  });
  const rows = {
    isVisible: () => view.visible,
    has: (node: TreeNode) => model.has(node),
    redraw: (nodes: readonly TreeNode[]) => {
      for (const node of nodes) changed.fire(node);
    },
    refresh: (nodes: readonly TreeNode[]) => {
      for (const node of nodes) model.refresh(node);
    },
  };
  const live = createLiveRows<TreeNode>({
    ...rows,
    askEvery: () => (session.state.choice.kind === 'practice' ? 1000 : 10_000),
  });
  const ageing = createLiveRows<TreeNode>({ ...rows, askEvery: () => Infinity }, minute);
  const describe = (): void => {
    view.description = accountText(session.state);
  };
  describe();
  const subscriptions = [
    session.onDidChange(describe),
    view.onDidChangeVisibility(() => {
      live.look();
      ageing.look();
    }),
  ];
  return {
    view,
    provider,
    has: (node) => model.has(node),
    refresh: (node) => model.refresh(node),
    redraw: (node) => changed.fire(node),
    showMore: (row) => model.showMore(row),
    dispose: () => {
      for (const part of [...subscriptions, live, ageing, view, model, changed]) part.dispose();
    },
  };
}
