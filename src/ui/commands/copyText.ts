import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/** Copies the words of a row of a tree, say an error's, or the text given. */
export async function copyText(_editor: Editor, target: unknown): Promise<void> {
  const text = isTreeNode(target) ? target.text : target;
  if (typeof text !== 'string' || !text) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 3000);
}
