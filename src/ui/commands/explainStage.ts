import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { stagePageUri } from '../stages/stagePages.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Opens the page about a stage: what it does, how it stands, and why it failed. */
export async function explainStage({ lab }: Editor, ...args: unknown[]): Promise<void> {
  const id =
    stageArguments(args).stage ??
    (await pickStage(lab.board, vscode.l10n.t('Which stage is to be explained?')));
  if (!id) return;
  const uri = stagePageUri(id);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // An editor without Markdown previews shows the text.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
