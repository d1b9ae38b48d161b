import * as vscode from 'vscode';
import { notebookPrice } from '../../../lab/costs/notebookPrice.ts';
import type { NotebookStatus } from '../../../lab/ports/notebooks.ts';
import { notebookRunState } from '../../../lab/runState.ts';
import type { Look } from '../look.ts';
import type { NotebookNode } from './notebookNode.ts';

/** What can be done with a notebook instance in each state. */
const can: Partial<Record<NotebookStatus, readonly string[]>> = {
  InService: ['stopNotebook', 'openJupyterLab'],
  Stopped: ['startNotebook'],
  Failed: ['startNotebook'],
};

/** States that end by themselves. */
const passing = new Set<NotebookStatus>(['Pending', 'Stopping', 'Updating', 'Deleting']);

/** A notebook instance's row: its state, and what it runs on. One that serves is at rest: nothing turns in its row. */
export function notebookLook({ name, notebook, account }: NotebookNode): Look {
  const { status, instanceType, role } = notebook;
  const serves = status === 'InService';
  const practice = account === 'practice';
  const price = notebookPrice(instanceType);
  const perHour = price && vscode.l10n.t('{0} an hour', price);
  return {
    label: name,
    description: [
      status,
      practice ? vscode.l10n.t('a record, without JupyterLab') : serves && perHour,
      instanceType,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: [
      name,
      status,
      practice
        ? vscode.l10n.t('In the practice account nothing runs behind it, and it is free.')
        : perHour && vscode.l10n.t('About {0} while it is InService', perHour),
      vscode.l10n.t('Role {0}', role),
    ]
      .filter(Boolean)
      .join('\n'),
    ...(serves ? { icon: 'vm-running' } : { state: notebookRunState[status] }),
    live: passing.has(status),
    can: can[status],
  };
}
