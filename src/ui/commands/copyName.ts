import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/** Copies AWS's own name of a row of a tree. */
export async function copyName(_editor: Editor, target: unknown): Promise<void> {
  if (!isTreeNode(target) || !target.name) return;
  await vscode.env.clipboard.writeText(target.name);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', target.name), 3000);
}
