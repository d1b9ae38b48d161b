import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import type { Action } from '../action.ts';
import { confirmed } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { workOnStack, type StackTask } from './labStack.ts';
import { showDeployed } from './showDeployed.ts';

/** A modal question has no scroll bar: so many lines fit, and the rest is counted. */
const linesShown = 18;

/**
 * Deletes the lab's resources and the lab's work, after showing what that is; `{ force: true }` asks nothing. Answers
 * whether all of it is gone.
 */
export async function tearDownLab(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const [{ planTeardown, isNothing }, { briefPlanLines }, { tearDown }, { historyLine }] = await Promise.all([
    import('../../lab/infra/teardown/planTeardown.ts'),
    import('../../lab/infra/teardown/planLines.ts'),
    import('../../lab/infra/teardown/tearDown.ts'),
    import('../../lab/infra/teardown/history.ts'),
  ]);
  const [account, { stackName }] = await Promise.all([editor.session.account(), editor.lab.event()]);
  const again = { title: vscode.l10n.t('Tear Down Again'), command: commandIds.tearDownLab };
  const looking: StackTask = {
    title: vscode.l10n.t('Looking at what will be deleted'),
    by: 'program',
    again,
  };
  const plan = await workOnStack(editor, looking, (onProgress, signal) =>
    planTeardown(account, stackName, onProgress, signal),
  );
  if (!plan) return false;
  if (isNothing(plan)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing is deployed, and nothing of the lab's is left."),
    );
    return true;
  }
  const lines = briefPlanLines(plan);
  const more = lines.length - linesShown;
  // Behind the question stands what the stack is made of, in full.
  await showDeployed(editor);
  const agreed = await confirmed(args, {
    question: vscode.l10n.t("Tear down the lab's resources?"),
    detail: [
      accountLine(account),
      vscode.l10n.t('This will be deleted:'),
      ...lines.slice(0, linesShown),
      ...(more > 0 ? [vscode.l10n.t('and {0} more.', more)] : []),
    ].join('\n'),
    button: vscode.l10n.t('Delete All of It'),
  });
  if (!agreed) return false;
  const deleting: StackTask = {
    title: vscode.l10n.t("Tearing down the lab's resources"),
    by: 'program',
    again,
    whenStopped: () => sayStopped(again),
  };
  const stays = await workOnStack(editor, deleting, async (onProgress, signal) => {
    await tearDown(account, plan, [], onProgress, signal);
    const line = await historyLine(account, signal);
    onProgress({ kind: 'log', line });
    return line;
  });
  if (stays === undefined) return false;
  vscode.window.setStatusBarMessage(vscode.l10n.t("The lab's resources are deleted."), 10_000);
  return true;
}

/** Says that a part may be left; nobody waits for what is done about it. */
function sayStopped({ title, command }: Action): void {
  const text = vscode.l10n.t(
    'Tearing down was stopped. What is not deleted yet may stay and cost money, until you tear down again.',
  );
  void vscode.window.showWarningMessage(text, title).then(async (chosen) => {
    if (chosen === title) await vscode.commands.executeCommand(command);
  });
}
