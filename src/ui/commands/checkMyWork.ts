import * as vscode from 'vscode';
import { viewIds } from '../../ids.ts';
import type { Board } from '../../lab/board/board.ts';
import { nextStage, toPredictions } from '../../lab/board/nextStage.ts';
import { stages } from '../../lab/stages.ts';
import type { Editor } from '../editor.ts';
import { lookingAround } from './lookingAround.ts';

/** Looks at every stage, with the Lab view in sight. Answers with what was found. */
export async function checkMyWork(editor: Editor): Promise<Board> {
  await vscode.commands.executeCommand(`${viewIds.lab}.focus`);
  await lookingAround(editor);
  const { board } = editor.lab;
  const done = toPredictions.filter((id) => board[id].state === 'done').length;
  const next = nextStage(board);
  const text = vscode.l10n.t('{0} of {1} stages are done.', done, toPredictions.length);
  vscode.window.setStatusBarMessage(
    next ? `${text} ${vscode.l10n.t('Next: {0}.', stages[next].title)}` : text,
    10_000,
  );
  return board;
}
