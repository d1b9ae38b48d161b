import * as vscode from 'vscode';
import { notebookPrice } from '../../lab/costs/notebookPrice.ts';
import { prices } from '../../lab/costs/prices.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { NotebookStatus } from '../../lab/ports/notebooks.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { chosenNotebook } from './chosenNotebook.ts';
import { lookAgain, showNotebookProblem } from './showNotebookProblem.ts';
import { showProblem } from '../showProblem.ts';

/** States that a notebook instance can be started from. */
export const startable: readonly NotebookStatus[] = ['Stopped', 'Failed'];

/** Starts a notebook instance, after saying what it costs; answers whether it did. The tree follows its state. */
export async function startNotebook(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const { session, lab, trees } = editor;
  try {
    const account = await session.account();
    const { notebooks } = account.ports;
    const title = vscode.l10n.t('Start Notebook Instance');
    const chosen = await chosenNotebook(notebooks, args, title, startable);
    if (!chosen) return false;
    const { name, status, instanceType } = chosen;
    if (!startable.includes(status)) {
      const text = vscode.l10n.t('{0} cannot be started: it is {1}, not Stopped.', name, status);
      showProblem(text, lookAgain);
      return false;
    }
    const agreed = await confirmed(args, {
      question: vscode.l10n.t('Start the notebook instance {0}?', name),
      detail: costDetail(account, instanceType),
      button: vscode.l10n.t('Start'),
    });
    if (!agreed) return false;
    await notebooks.start(name);
  } catch (error) {
    showNotebookProblem(editor, error);
    return false;
  }
  trees.get('endpoints')?.refresh();
  await lab.check(['cleanUp']);
  return true;
}

/** What starting it leads to. */
function costDetail({ kind, region }: Pick<LabAccount, 'kind' | 'region'>, instanceType: string): string {
  const price = notebookPrice(instanceType);
  const hour = price
    ? vscode.l10n.t('An {0} costs about {1} an hour', instanceType, price)
    : vscode.l10n.t('The price of an {0} is not known here', instanceType);
  if (kind === 'practice') {
    return vscode.l10n.t(
      'In the practice account it is a record that changes its state: nothing runs, and it is free. {0} on AWS.',
      hour,
    );
  }
  return [
    vscode.l10n.t('{0}, from when it is InService until somebody stops it, used or not.', hour),
    price
      ? vscode.l10n.t(
          'An estimate, by the prices of {0} in {1}; {2} may differ.',
          prices.region,
          prices.asOf,
          region,
        )
      : vscode.l10n.t('See aws.amazon.com/sagemaker/ai/pricing.'),
    vscode.l10n.t('It takes a few minutes.'),
  ].join('\n');
}
