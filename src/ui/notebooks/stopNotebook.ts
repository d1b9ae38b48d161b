import * as vscode from 'vscode';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { showProblem } from '../showProblem.ts';
import { chosenNotebook } from './chosenNotebook.ts';
import { lookAgain, showNotebookProblem } from './showNotebookProblem.ts';

/** Stops a notebook instance; answers whether it did. The tree follows its state. */
export async function stopNotebook(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const { session, lab, trees } = editor;
  try {
    const { notebooks } = (await session.account()).ports;
    const title = vscode.l10n.t('Stop Notebook Instance');
    const chosen = await chosenNotebook(notebooks, args, title, ['InService']);
    if (!chosen) return false;
    const { name, status } = chosen;
    if (status !== 'InService') {
      const text = vscode.l10n.t('{0} cannot be stopped: it is {1}, not InService.', name, status);
      showProblem(text, lookAgain);
      return false;
    }
    const agreed = await confirmed(args, {
      question: vscode.l10n.t('Stop the notebook instance {0}?', name),
      detail: vscode.l10n.t(
        'Notebooks that run in it break off. What lies below ~/SageMaker stays; it costs a few cents a month.',
      ),
      button: vscode.l10n.t('Stop'),
    });
    if (!agreed) return false;
    await notebooks.stop(name);
  } catch (error) {
    showNotebookProblem(editor, error);
    return false;
  }
  trees.get('endpoints')?.refresh();
  await lab.check(['cleanUp']);
  return true;
}
