import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { Editor } from '../editor.ts';
import { workOf } from '../infra/labStack.ts';
import { showProblem } from '../showProblem.ts';

/** Whether the account may be taken away: not from under a stage or work on the stack, which is said then. */
export function mayLeave(editor: Editor): boolean {
  if (editor.runs.running !== undefined) {
    showProblem(
      vscode.l10n.t(
        'The account stays as it is while a stage is running in it. Cancel the stage, or wait for its end.',
      ),
      { title: vscode.l10n.t('Cancel What Is Running'), command: commandIds.cancelRun },
    );
    return false;
  }
  const { doing } = workOf(editor).state;
  if (doing === undefined) return true;
  showProblem(
    vscode.l10n.t(
      '{0} has not ended yet, and the account stays as it is until then. Stop it, or wait for its end.',
      doing,
    ),
    { title: vscode.l10n.t('Show Deployed Resources'), command: commandIds.showDeployed },
  );
  return false;
}
