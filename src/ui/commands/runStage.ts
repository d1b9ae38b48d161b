import * as vscode from 'vscode';
import type { StageId } from '../../lab/facts.ts';
import type { Outcome } from '../../lab/runStage.ts';
import type { Editor } from '../editor.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Runs the stage that the arguments name, or that somebody picks. */
export async function runStage({ lab, runs }: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { stage, yes, again } = stageArguments(args);
  const id = stage ?? (await pickStage(lab.board, vscode.l10n.t('Which stage is to be run?')));
  return id ? runs.run([id], { yes, again }) : [];
}

/** The command that runs one stage. */
export function runOf(id: StageId): (editor: Editor, ...args: unknown[]) => Promise<readonly Outcome[]> {
  return ({ runs }, ...args) => {
    const { yes, again } = stageArguments(args);
    return runs.run([id], { yes, again });
  };
}
