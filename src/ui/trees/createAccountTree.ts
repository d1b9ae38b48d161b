import * as vscode from 'vscode';
import type { StageStatus } from '../../lab/board/board.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { Editor } from '../editor.ts';
import { createTree } from './createTree.ts';
import type { Tree, TreeContents } from './tree.ts';
import type { TreeNode } from './treeNode.ts';

/**
 * A tree of what is in the account. It opens the account when it is first seen, and begins anew when another account
 * is chosen. In a workspace that is not trusted it stays empty, and the view's welcome says why.
 */
export function createAccountTree<Node extends TreeNode>(
  editor: Pick<Editor, 'session' | 'lab'>,
  contents: TreeContents<Node>,
): Tree {
  const { session, lab } = editor;
  let board = lab.board;
  /** Whose resources the tree shows, or is about to. */
  let shown: LabAccount | 'opening' | undefined;
  const tree = createTree<Node>(editor, {
    ...contents,
    roots: async (signal) => {
      if (!vscode.workspace.isTrusted) return undefined;
      shown = 'opening';
      try {
        const account = await session.account(signal);
        if (!signal.aborted) shown = account;
        return await contents.roots(account, signal);
      } catch (error) {
        if (shown === 'opening' && !signal.aborted) shown = undefined;
        throw error;
      }
    },
  });
  const subscriptions = [
    session.onDidChange((state) => {
      const now = state.kind === 'open' ? state.open.account : undefined;
      // While the tree itself has the account opened, only another choice concerns it.
      if (state.kind === 'closed' || (shown !== 'opening' && state.kind !== 'opening' && now !== shown)) {
        shown = undefined;
        tree.refresh();
      }
    }),
    lab.onDidChange((now) => {
      if (contents.stages?.some((id) => hasMovedOn(board[id].state, now[id].state))) tree.refresh();
      board = now;
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => tree.refresh()),
  ];
  return {
    ...tree,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      tree.dispose();
    },
  };
}

/** A stage that was merely not known before has done nothing. */
function hasMovedOn(before: StageStatus['state'], now: StageStatus['state']): boolean {
  return before !== now && before !== 'unknown' && now !== 'unknown';
}
