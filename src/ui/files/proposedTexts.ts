import * as vscode from 'vscode';
import type { Disposable } from '../disposable.ts';

/** Documents that show what a file would become; nothing of them lies on disk. */
const scheme = 'cmapss-proposed';

const texts = new Map<string, string>();
const changed = new vscode.EventEmitter<vscode.Uri>();

/** Lets VS Code read proposed texts; they are forgotten when their documents close. */
export function registerProposedTexts(): Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}

/** Shows a file beside what it would become; answers with how to close the comparison. */
export async function showDifference(
  uri: vscode.Uri,
  proposed: string,
  title: string,
): Promise<() => Promise<void>> {
  const other = uri.with({ scheme, authority: '', query: '' });
  texts.set(other.toString(), proposed);
  changed.fire(other);
  await vscode.commands.executeCommand('vscode.diff', uri, other, title, { preview: true });
  return async () => {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === other.toString(),
      );
    await vscode.window.tabGroups.close(tabs);
  };
}
