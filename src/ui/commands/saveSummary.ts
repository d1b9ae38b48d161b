import path from 'node:path';
import os from 'node:os';
import * as vscode from 'vscode';
import { summaryPage } from '../../lab/report/summaryPage.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { dataLine } from '../stages/consent.ts';
import { lookingAround } from './lookingAround.ts';

/** Name of the file that is offered. */
const fileName = 'summary.md';

/**
 * Writes what was done in the lab, its counts and scores, as Markdown: to the file that `{ file }` names, else to one that
 * somebody chooses; then shows it as it reads.
 */
export async function saveSummary(editor: Editor, ...args: unknown[]): Promise<vscode.Uri | undefined> {
  const { lab, folder } = editor;
  const { account, event, ...context } = await contextOf(editor);
  const home = folder.uri ?? vscode.Uri.file(os.homedir());
  const uri =
    fileIn(args) ??
    (await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(home, fileName),
      filters: { Markdown: ['md'] },
      title: vscode.l10n.t('Save Summary'),
    }));
  if (!uri) return undefined;
  await lookingAround(editor);
  const text = summaryPage(lab.board, account, { event: event.name, data: context.data, at: new Date() });
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  await vscode.commands.executeCommand('markdown.showPreview', uri);
  return uri;
}

async function contextOf({ lab }: Editor) {
  const context = await lab.context();
  return { account: context.account, event: context.event, data: dataLine(context) };
}

function fileIn(args: readonly unknown[]): vscode.Uri | undefined {
  const file = argument(args, 'file');
  return typeof file === 'string' && path.isAbsolute(file) ? vscode.Uri.file(file) : undefined;
}
