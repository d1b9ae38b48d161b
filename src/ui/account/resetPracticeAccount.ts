import * as vscode from 'vscode';
import { briefly } from '../../lab/explain/explain.ts';
import { explainOpening } from '../../lab/explain/opening.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { withStop } from '../withStop.ts';
import { mayLeave } from './mayLeave.ts';
import { practiceSettings } from './practiceSettings.ts';

/**
 * Makes the practice account as new, after asking; `{ force: true }` asks nothing. Answers whether it is.
 */
export async function resetPracticeAccount(editor: Editor, ...args: unknown[]): Promise<boolean> {
  if (!vscode.workspace.isTrusted || !mayLeave(editor)) return false;
  const { session } = editor;
  const agreed = await confirmed(args, {
    question: vscode.l10n.t('Reset the practice account?'),
    detail: vscode.l10n.t(
      'All that was done in it is lost, for every window and terminal that uses it: published data, tables, models, endpoints and their logs. It is then as at its first start. The files of your lab folder stay.',
    ),
    button: vscode.l10n.t('Reset'),
  });
  if (!agreed) return false;
  const done = await withStop(vscode.l10n.t('Resetting the practice account'), async (signal) => {
    try {
      await session.closedWhile(async () => {
        const accounts = await session.accounts();
        const opened = await accounts.open({ kind: 'practice' }, { ...practiceSettings(), signal });
        await opened.practice?.reset().finally(() => opened.close());
      });
      return true;
    } catch (error) {
      signal.throwIfAborted();
      void vscode.window.showErrorMessage(briefly(explainOpening(error, { kind: 'practice' })));
      return false;
    }
  });
  return done ?? false;
}
