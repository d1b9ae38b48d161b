import * as vscode from 'vscode';
import { nextStage } from '../../lab/board/nextStage.ts';
import type { Outcome } from '../../lab/runStage.ts';
import type { Editor } from '../editor.ts';
import { lookingAround } from './lookingAround.ts';
import { runThis } from './runStage.ts';

/** Runs the first stage that is not done. */
export async function runNextStage(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { lab } = editor;
  await lookingAround(editor);
  const next = nextStage(lab.board);
  if (next) return runThis(editor, next, args);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Every stage of the lab is done.'), 5000);
  return [];
}
