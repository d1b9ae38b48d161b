import * as vscode from 'vscode';
import type { Notebook, Notebooks, NotebookStatus } from '../../lab/ports/notebooks.ts';
import { argument } from '../argument.ts';

/**
 * The notebook instance that a command was called with: a row of a tree, a `name`, or a text. Without one, somebody picks
 * among those in `states`; undefined when nobody does, or there is none.
 */
export async function chosenNotebook(
  notebooks: Notebooks,
  args: readonly unknown[],
  title: string,
  states: readonly NotebookStatus[],
): Promise<Notebook | undefined> {
  const given = [argument(args, 'name'), ...args].find(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  const name = given ?? (await pick(notebooks, title, states));
  return name === undefined ? undefined : notebooks.get(name);
}

async function pick(
  notebooks: Notebooks,
  title: string,
  states: readonly NotebookStatus[],
): Promise<string | undefined> {
  const found = await notebooks.list();
  const items = found
    .filter(({ status }) => states.includes(status))
    .map(({ name, status }) => ({ label: name, description: status }));
  if (items.length) {
    const placeHolder = vscode.l10n.t('Notebook instance');
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.label;
  }
  void vscode.window.showInformationMessage(
    found.length
      ? vscode.l10n.t(
          'No notebook instance is {0} in this account and region: {1}.',
          states.join(vscode.l10n.t(' or ')),
          found.map(({ name, status }) => `${name} (${status})`).join(', '),
        )
      : vscode.l10n.t('There is no notebook instance in this account and region.'),
  );
  return undefined;
}
