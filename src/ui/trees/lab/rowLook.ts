import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { Look } from '../look.ts';
import { failureAction } from '../../failureAction.ts';
import type { RowRole, StageRow } from './stageRows.ts';

/** What is drawn before a row. A fact has the plainest one, so that states stand out. */
const icons = {
  fact: 'dash',
  note: 'warning',
  step: 'debug-step-over',
  lacks: 'info',
  what: 'error',
  why: 'question',
  changed: 'history',
  next: 'arrow-right',
  original: 'output',
} satisfies Record<RowRole, string>;

/** A row below a stage. What to do next is done by a click on it. */
export function rowLook({ stage, role, text, value, failure, catchUp }: StageRow): Look {
  const [firstLine = ''] = text.split('\n');
  const look: Look = {
    label: firstLine,
    description: value,
    icon: icons[role],
    tooltip: [text, value].filter(Boolean).join(': '),
  };
  if (role !== 'next') return look;
  const again = catchUp
    ? { command: commandIds.catchUp, title: vscode.l10n.t('Catch Up to This Stage'), args: [stage] }
    : { command: commandIds.runStage, title: vscode.l10n.t('Run Stage'), args: [stage] };
  return { ...look, action: failure ? failureAction(failure.kind, again) : again };
}
