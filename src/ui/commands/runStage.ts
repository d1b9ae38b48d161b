import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { StageId } from '../../lab/facts.ts';
import type { Outcome } from '../../lab/runStage.ts';
import { stages } from '../../lab/stages.ts';
import type { Editor } from '../editor.ts';
import { cleanUp } from './cleanUp.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Runs the stage that the arguments name, or that somebody picks. */
export async function runStage(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const id =
    stageArguments(args).stage ??
    (await pickStage(editor.lab.board, vscode.l10n.t('Which stage is to be run?')));
  return id ? runThis(editor, id, args) : [];
}

/** The command that runs one stage. */
export function runOf(id: StageId): (editor: Editor, ...args: unknown[]) => Promise<readonly Outcome[]> {
  return (editor, ...args) => runThis(editor, id, args);
}

/** Runs a stage with a command's arguments; what deletes asks first, and what is done already says so. */
export async function runThis(
  editor: Editor,
  id: StageId,
  args: readonly unknown[],
): Promise<readonly Outcome[]> {
  if (id === 'cleanUp') return cleanUp(editor, ...args);
  const { yes, again } = stageArguments(args);
  const outcomes = await editor.runs.run([id], { yes, again });
  const [outcome] = outcomes;
  if (outcome?.kind === 'done' && !outcome.ran && !yes && id !== 'survey') sayDone(editor, id);
  return outcomes;
}

/** Says that there was nothing to do, and offers to do it all the same. */
function sayDone({ lab }: Editor, id: StageId): void {
  const runAgain = vscode.l10n.t('Run Again');
  const text = vscode.l10n.t('"{0}" is done already: {1}.', stages[id].title, lab.board[id].text);
  void vscode.window.showInformationMessage(text, runAgain).then((chosen) => {
    if (chosen) void vscode.commands.executeCommand(commandIds.runStageAgain, id);
  });
}
