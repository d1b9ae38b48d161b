import type * as vscode from 'vscode';
import type { viewIds } from '../../ids.ts';
import type { StageId } from '../../lab/facts.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { Disposable } from '../disposable.ts';
import type { Empty, RenderTable } from './look.ts';
import type { Children, MoreNode, TreeNode } from './treeNode.ts';

/** A view of the activity bar by its short name. */
export type ViewName = keyof typeof viewIds;

/** What a tree of the account's resources is made of. */
export interface TreeContents<Node extends TreeNode> {
  readonly view: ViewName;
  /** Stages whose work it shows: it looks again when one of them has moved on. */
  readonly stages?: readonly StageId[];
  /** What is at its top; everything below hangs on the nodes. May throw: the tree shows that as a node. */
  roots(account: LabAccount, signal: AbortSignal): Promise<Children>;
  readonly render: RenderTable<Node>;
  /** What the tree says when nothing is at its top. */
  readonly empty: Empty;
}

/** A tree in its view. */
export interface Tree extends Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  /** What the view asks as well: tests and commands find nodes through it. */
  readonly provider: vscode.TreeDataProvider<TreeNode>;
  has(node: TreeNode): boolean;
  /** Looks at the account again: below this node, or the whole tree. */
  refresh(node?: TreeNode): void;
  /** Draws this node's row, or all, anew from what is known, asking nobody. */
  redraw(node?: TreeNode): void;
  showMore(row: MoreNode): void;
}
