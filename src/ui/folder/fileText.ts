import * as vscode from 'vscode';

/** A file's text as whoever looks at it sees it: that of its open document, saved or not, else what lies on disk. */
export async function readText(uri: vscode.Uri): Promise<string> {
  const document = openDocument(uri);
  if (document) return document.getText();
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
}

/**
 * Gives a file another text. One that is open is changed there, as one edit that can be undone, and saved. Throws when it
 * cannot be written.
 */
export async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  const document = openDocument(uri);
  if (!document) {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return;
  }
  const before = document.getText();
  const [start, end] = changedPart(before, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    uri,
    new vscode.Range(document.positionAt(start), document.positionAt(before.length - end)),
    text.slice(start, text.length - end),
  );
  const isDone = before === text || (await vscode.workspace.applyEdit(edit));
  if (!isDone || !(await document.save())) {
    throw new Error(vscode.l10n.t('{0} could not be changed. Check that you may write to it.', uri.fsPath));
  }
}

/** The document of a file, when it is open. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );
}

/** How many UTF-16 units two texts share at their start, and how many behind that at their end. */
function changedPart(before: string, after: string): [start: number, end: number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  // A CR LF, or a character of two units, is replaced as a whole.
  if (start > 0 && /[\r\uD800-\uDBFF]/.test(before[start - 1] ?? '')) start--;
  if (end > 0 && /[\n\uDC00-\uDFFF]/.test(before.at(-end) ?? '')) end--;
  return [start, end];
}
