import * as vscode from 'vscode';
import type { StageStatus } from '../../lab/board/board.ts';
import type { Editor } from '../editor.ts';
import { lookingAround } from './lookingAround.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Looks at the account's real state for one stage; the Lab view shows it. Answers with what was found. */
export async function checkStage(editor: Editor, ...args: unknown[]): Promise<StageStatus | undefined> {
  const { lab } = editor;
  const id =
    stageArguments(args).stage ??
    (await pickStage(lab.board, vscode.l10n.t('Which stage is to be checked?')));
  if (!id) return undefined;
  await lookingAround(editor, [id]);
  return lab.board[id];
}
