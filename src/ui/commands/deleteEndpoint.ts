import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { accountPlace } from '../../lab/report/accountPlace.ts';
import { deleteEndpoint as deleteLabEndpoint } from '../../lab/sagemaker/deleteEndpoint.ts';
import { labEndpoints } from '../../lab/sagemaker/labEndpoint.ts';
import { argument } from '../argument.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { Refusal } from '../refusal.ts';
import type { StageWork } from '../stages/stageRuns.ts';

/**
 * Deletes an endpoint and its configuration: the one named (a text, or a row's `name`), else one that somebody picks. `of` is
 * the place of the account (`accountPlace`) whose endpoint is meant: in any other nothing is deleted, and a Refusal thrown.
 * Answers whether it was deleted.
 */
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
  refuseOther(account, name, argument(args, 'of'));
  const work: StageWork = async (_, onProgress, signal) => {
    const { endpoints } = account.ports;
    const endpoint = await endpoints.get(name, signal);
    await deleteLabEndpoint(account, name, onProgress, signal);
    if (endpoint?.config) await endpoints.deleteConfig(endpoint.config);
  };
  const done = await runs.work('cleanUp', title, work, { withoutFolder: true });
  trees.get('endpoints')?.refresh();
  await lab.check(['deploy', 'cleanUp']);
  return done;
}

/** Another account may have been chosen while somebody was asked about an endpoint. */
function refuseOther(account: LabAccount, name: string, of: unknown): void {
  if (typeof of !== 'string' || of === accountPlace(account)) return;
  throw new Refusal(
    vscode.l10n.t(
      'The endpoint {0} is in another account than the one in use now: nothing was deleted. Choose that account first: {1}.',
      name,
      of,
    ),
    { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount },
  );
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
