import * as vscode from 'vscode';
import { stageWords } from '../../lab/report/stageWords.ts';
import type { Stage } from '../../lab/stage.ts';
import { stageIds, stages } from '../../lab/stages.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { pickStage } from './pickStage.ts';
import { stageArguments } from './stageArguments.ts';

/** Takes back what a stage has made, after saying what that deletes. Answers whether it was done. */
export async function resetStage({ lab, runs }: Editor, ...args: unknown[]): Promise<boolean> {
  const { stage: named } = stageArguments(args);
  const resettable = stageIds.filter((id) => stageWords[id].reset !== undefined);
  const id =
    named ?? (await pickStage(lab.board, vscode.l10n.t('Which stage is to be taken back?'), resettable));
  if (!id) return false;
  const stage: Stage = stages[id];
  if (!stage.reset) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '"{0}" leaves nothing to take back; running it again replaces what it made.',
        stage.title,
      ),
    );
    return false;
  }
  const title = vscode.l10n.t('Reset "{0}"', stage.title);
  const detail = stageWords[id].reset ?? '';
  const agreed = await confirmed(args, { question: `${title}?`, detail, button: vscode.l10n.t('Delete') });
  if (!agreed) return false;
  return runs.work(id, title, (context, onProgress, signal) =>
    Promise.resolve(stage.reset?.(context, onProgress, signal)),
  );
}
