import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';

/** Shows what came of the lab: predictions beside the truth, engines that need maintenance first, scores, rounds. */
export async function showResults(editor: Editor): Promise<void> {
  const { createResultsSource } = await import('../../lab/results/resultsSource.ts');
  const source = createResultsSource({
    context: (signal) => editor.lab.context(signal),
    save: (name, text) => saveText(editor, name, text),
  });
  showPictures(editor, { key: 'results', title: vscode.l10n.t('Results'), source });
}

async function saveText({ folder }: Editor, name: string, text: string): Promise<void> {
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder.uri ?? vscode.Uri.file(os.homedir()), name),
    filters: { CSV: ['csv'] },
    title: vscode.l10n.t('Export Results'),
  });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const open = vscode.l10n.t('Open');
  const saved = vscode.l10n.t('Saved {0}.', path.posix.basename(uri.path));
  if ((await vscode.window.showInformationMessage(saved, open)) === open) {
    await vscode.window.showTextDocument(uri);
  }
}
