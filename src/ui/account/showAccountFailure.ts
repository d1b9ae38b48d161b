import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { accountKinds } from '../../lab/explain/accountKinds.ts';
import { briefly, type Explanation } from '../../lab/explain/explain.ts';
import type { AccountChoice } from '../../lab/ports/accounts.ts';

/** Says why an account could not be opened, with the one thing to do about it. */
export function showAccountFailure(failure: Explanation, choice: AccountChoice): void {
  const { title, command, args } = actionFor(failure, choice);
  void vscode.window.showErrorMessage(briefly(failure), title).then((chosen) => {
    if (chosen === title) void vscode.commands.executeCommand(command, ...args);
  });
}

function actionFor({ kind }: Explanation, choice: AccountChoice) {
  if (kind === 'ssoSessionExpired' && choice.kind === 'profile') {
    return { title: vscode.l10n.t('Sign In'), command: commandIds.signIn, args: [choice.profile] };
  }
  // The same choice again: new credentials are asked for where they were pasted.
  if (choice.kind === 'practice' || (choice.kind === 'pasted' && accountKinds.has(kind))) {
    return {
      title: choice.kind === 'practice' ? vscode.l10n.t('Try Again') : vscode.l10n.t('Paste Anew'),
      command: commandIds.chooseAccount,
      args: [choice],
    };
  }
  return { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount, args: [] };
}
