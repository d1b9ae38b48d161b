import * as vscode from 'vscode';
import { notebookRunState } from '../../../lab/runState.ts';
import type { Look } from '../look.ts';
import type { NotebookNode } from './notebookNode.ts';

/** A notebook instance's row: its state, and what it runs on. One that serves is at rest: nothing turns in its row. */
export function notebookLook({ name, notebook }: NotebookNode): Look {
  const { status, instanceType, role } = notebook;
  const serves = status === 'InService';
  return {
    label: name,
    description: [status, instanceType].join(' · '),
    tooltip: [name, status, vscode.l10n.t('Role {0}', role)].join('\n'),
    ...(serves ? { icon: 'vm-running' } : { state: notebookRunState[status] }),
    live: status === 'Pending' || status === 'Stopping',
  };
}
