import * as vscode from 'vscode';
import { missingBefore } from '../../lab/board/nextStage.ts';
import type { Outcome } from '../../lab/runStage.ts';
import { stages } from '../../lab/stages.ts';
import type { Editor } from '../editor.ts';
import { lookingAround } from './lookingAround.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Runs everything that a stage needs and that is not done; the stage itself is left to whoever works on it. */
export async function catchUp(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { lab, runs } = editor;
  const { stage, yes } = stageArguments(args);
  const id = stage ?? (await pickStage(lab.board, vscode.l10n.t('Catch up to which stage?')));
  if (!id) return [];
  await lookingAround(editor);
  const missing = missingBefore(id, lab.board);
  if (missing.length) return runs.run(missing, { yes });
  vscode.window.setStatusBarMessage(vscode.l10n.t('All before "{0}" is done.', stages[id].title), 5000);
  return [];
}
