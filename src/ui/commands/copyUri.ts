import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/** Copies the S3 URI of a row of a tree, or the one given. */
export async function copyUri(_editor: Editor, target: unknown): Promise<void> {
  const uri = isTreeNode(target) ? target.uri : target;
  if (typeof uri !== 'string') return;
  await vscode.env.clipboard.writeText(uri);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', uri), 3000);
}
