import * as vscode from 'vscode';
import type { Board } from '../../lab/board/board.ts';
import type { StageId } from '../../lab/facts.ts';
import { stageIds, stages } from '../../lab/stages.ts';
import { stateLooks } from '../looks/stateLooks.ts';

/** Lets somebody choose one of the lab's stages, whose states stand beside them. */
export async function pickStage(
  board: Board,
  title: string,
  among: readonly StageId[] = stageIds,
): Promise<StageId | undefined> {
  const items = among.map((id) => ({
    id,
    label: `$(${stateLooks[board[id].state].icon}) ${stages[id].title}`,
    description: stateLooks[board[id].state].word,
    detail: board[id].text,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.id;
}
