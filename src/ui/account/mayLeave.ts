import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { Editor } from '../editor.ts';
import { showProblem } from '../showProblem.ts';

/** Whether the account may be taken away: not from under a stage that runs in it, which is said then. */
export function mayLeave({ runs }: Editor): boolean {
  if (runs.running === undefined) return true;
  showProblem(
    vscode.l10n.t(
      'The account stays as it is while a stage is running in it. Cancel the stage, or wait for its end.',
    ),
    { title: vscode.l10n.t('Cancel What Is Running'), command: commandIds.cancelRun },
  );
  return false;
}
