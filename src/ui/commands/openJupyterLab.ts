import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { jupyterLabAddress } from '../../lab/sagemaker/jupyterAddress.ts';
import type { Notebooks } from '../../lab/ports/notebooks.ts';
import type { Editor } from '../editor.ts';
import { lookAgain, showNotebookProblem } from '../notebooks/showNotebookProblem.ts';
import { startable } from '../notebooks/startNotebook.ts';
import { showProblem } from '../showProblem.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/**
 * Opens a notebook instance's JupyterLab in the browser, signed in.
 * @param target a row of a tree, or the name of a notebook instance; picked by whoever asks when left out.
 */
export async function openJupyterLab(editor: Editor, target?: unknown): Promise<void> {
  try {
    const { kind, ports } = await editor.session.account();
    if (kind === 'practice') {
      void offerLocal();
      return;
    }
    const name = isTreeNode(target) ? target.name : target;
    const chosen = typeof name === 'string' ? name : await pickNotebook(ports.notebooks);
    if (!chosen) return;
    const { status } = await ports.notebooks.get(chosen);
    if (status !== 'InService') {
      const text = vscode.l10n.t(
        'The notebook instance {0} is {1}; JupyterLab opens once it is InService.',
        chosen,
        status,
      );
      const start = { title: vscode.l10n.t('Start'), command: commandIds.startNotebook, args: [chosen] };
      showProblem(text, startable.includes(status) ? start : lookAgain);
      return;
    }
    const address = jupyterLabAddress(await ports.notebooks.presignedUrl(chosen));
    if (!address) throw new Error(vscode.l10n.t("SageMaker gave an address that is not AWS's own."));
    // As text: a Uri would write the token in it differently.
    await vscode.commands.executeCommand('vscode.open', address);
  } catch (error) {
    showNotebookProblem(editor, error);
  }
}

/** Says that there is no JupyterLab in the practice account, and where the notebooks run instead. */
async function offerLocal(): Promise<void> {
  const open = vscode.l10n.t('Open Notebooks Here');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The practice account has no JupyterLab: its notebook instance is only a record. On AWS it opens here.',
    ),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand(commandIds.sendNotebooks);
}

async function pickNotebook(notebooks: Notebooks): Promise<string | undefined> {
  const items = notebooks
    .list()
    .then((found) => found.map(({ name, status }) => ({ label: name, description: status })));
  const title = vscode.l10n.t('Open JupyterLab');
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Notebook instance'),
  });
  return picked?.label;
}
