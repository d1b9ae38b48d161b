import * as vscode from 'vscode';
import { toPredictions } from '../../lab/board/nextStage.ts';
import type { Outcome } from '../../lab/runStage.ts';
import type { Editor } from '../editor.ts';
import { lookingAround } from './lookingAround.ts';
import { stageArguments } from './stageArguments.ts';

/** Runs every stage up to predictions, from the first that is not done; each one that is done already is passed over. */
export async function runWholeLab(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { lab, runs } = editor;
  await lookingAround(editor);
  const first = toPredictions.findIndex((id) => lab.board[id].state !== 'done');
  if (first >= 0) return runs.run(toPredictions.slice(first), { yes: stageArguments(args).yes });
  vscode.window.setStatusBarMessage(vscode.l10n.t('The whole lab is done, up to predictions.'), 5000);
  return [];
}
