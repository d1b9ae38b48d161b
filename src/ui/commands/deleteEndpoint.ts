import * as vscode from 'vscode';
import { deleteEndpoint as deleteLabEndpoint } from '../../lab/sagemaker/deleteEndpoint.ts';
import { labEndpoints } from '../../lab/sagemaker/labEndpoint.ts';
import { argument } from '../argument.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';

/** Deletes an endpoint and its configuration: the one named (a text, or a row's `name`), else one that somebody picks. */
export async function deleteEndpoint(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const { session, lab, runs, trees } = editor;
  const name = nameIn(args) ?? (await pick(editor));
  if (name === undefined) return false;
  const title = vscode.l10n.t('Delete the endpoint {0}', name);
  const agreed = await confirmed(args, {
    question: `${title}?`,
    detail: vscode.l10n.t(
      'Its configuration is deleted as well. The model stays, and can be deployed again.',
    ),
    button: vscode.l10n.t('Delete'),
  });
  if (!agreed) return false;
  const account = await session.account();
  const done = await runs.work('cleanUp', title, async (_, onProgress, signal) => {
    const { endpoints } = account.ports;
    const endpoint = await endpoints.get(name, signal);
    await deleteLabEndpoint(account, name, onProgress, signal);
    if (endpoint?.config) await endpoints.deleteConfig(endpoint.config);
  });
  trees.get('endpoints')?.refresh();
  await lab.check(['deploy', 'cleanUp']);
  return done;
}

function nameIn(args: readonly unknown[]): string | undefined {
  return [argument(args, 'name'), ...args].find(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}

async function pick({ session }: Editor): Promise<string | undefined> {
  const found = await labEndpoints(await session.account());
  const items = found.map(({ name, status }) => ({ label: name, description: status }));
  if (items.length) {
    const title = vscode.l10n.t('Which endpoint is to be deleted?');
    return (await vscode.window.showQuickPick(items, { title }))?.label;
  }
  void vscode.window.showInformationMessage(vscode.l10n.t('The lab has no endpoint in this account.'));
  return undefined;
}
