import * as vscode from 'vscode';
import type { Edit } from '../../lab/patch/edits.ts';

/**
 * Makes edits of a document's text as one step that one undo takes back, shows the document, and saves it if it was
 * saved before. Answers with how many edits there were; throws when the document cannot be changed.
 */
export async function applyToDocument(
  document: vscode.TextDocument,
  edits: readonly Edit[],
): Promise<number> {
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, replacement } of edits) {
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      replacement,
    );
  }
  await vscode.window.showTextDocument(document);
  if (!(await vscode.workspace.applyEdit(edit)) || (wasSaved && !(await document.save()))) {
    throw new Error(
      vscode.l10n.t('{0} could not be changed. Check that you may write to it.', document.uri.fsPath),
    );
  }
  return edits.length;
}
