import * as vscode from 'vscode';
import { byteCount } from '../../lab/report/byteCount.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { mayLeave } from './mayLeave.ts';
import { practiceSettings } from './practiceSettings.ts';

/**
 * Ends the practice account's process and deletes what it kept on this machine, after asking; `{ force: true }` asks
 * nothing. Answers whether it was deleted. The next use makes a new one.
 */
export async function deletePracticeAccount(editor: Editor, ...args: unknown[]): Promise<boolean> {
  if (!vscode.workspace.isTrusted || !mayLeave(editor)) return false;
  const { session, log } = editor;
  const accounts = await session.accounts();
  const { store, made, bytes } = await accounts.describePractice(practiceSettings().store);
  if (!made) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no practice account in {0}.', store));
    return false;
  }
  const agreed = await confirmed(args, {
    question: vscode.l10n.t('Delete the practice account from this machine?'),
    detail: vscode.l10n.t(
      'Its process ends, for every window and terminal, and what it kept in {0} ({1}) is removed. Your lab folder stays.',
      store,
      byteCount(bytes),
    ),
    button: vscode.l10n.t('Delete'),
  });
  if (!agreed) return false;
  try {
    await session.closedWhile(() => accounts.deletePractice(store));
    log.info(`Deleted the practice account in ${store}`);
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The practice account was not deleted: {0}', (error as Error).message),
    );
    return false;
  }
}
