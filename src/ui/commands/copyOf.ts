import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/** The command that copies a row's name, S3 URI or words, or the text given. */
export function copyOf(field: 'name' | 'uri' | 'text'): (editor: Editor, target: unknown) => Promise<void> {
  return async (_editor, target) => {
    const text = isTreeNode(target) ? target[field] : target;
    if (typeof text !== 'string' || !text) return;
    await vscode.env.clipboard.writeText(text);
    // Words may be many.
    const told = field === 'text' ? vscode.l10n.t('Copied') : vscode.l10n.t('Copied {0}', text);
    vscode.window.setStatusBarMessage(told, 3000);
  };
}
