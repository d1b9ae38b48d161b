import * as vscode from 'vscode';
import { stageWords } from '../../lab/report/stageWords.ts';
import type { Outcome } from '../../lab/runStage.ts';
import { stages } from '../../lab/stages.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { pickStage } from './pickStage.ts';
import { runThis } from './runStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Runs a stage though it is done, after saying what of its work is deleted first. */
export async function runStageAgain(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { stage } = stageArguments(args);
  const id = stage ?? (await pickStage(editor.lab.board, vscode.l10n.t('Which stage is to be run again?')));
  if (!id) return [];
  const { reset: detail } = stageWords[id];
  const question = vscode.l10n.t('Run "{0}" again?', stages[id].title);
  const agreed =
    detail === undefined || (await confirmed(args, { question, detail, button: vscode.l10n.t('Run Again') }));
  return agreed ? runThis(editor, id, [{ again: true }, ...args]) : [];
}
