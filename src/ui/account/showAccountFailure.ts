import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { accountKinds } from '../../lab/explain/accountKinds.ts';
import { briefly, type Explanation } from '../../lab/explain/explain.ts';
import type { AccountChoice } from '../../lab/ports/accounts.ts';
import type { Action } from '../action.ts';
import { showProblem } from '../showProblem.ts';

/** Says why an account could not be opened, with the one thing to do about it. */
export function showAccountFailure(failure: Explanation, choice: AccountChoice): void {
  showProblem(briefly(failure), actionFor(failure, choice));
}

function actionFor({ kind }: Explanation, choice: AccountChoice): Action {
  if (kind === 'ssoSessionExpired' && choice.kind === 'profile') {
    return { title: vscode.l10n.t('Sign In'), command: commandIds.signIn, args: [choice.profile] };
  }
  // The same choice again: new credentials are asked for where they were pasted. Those that are over are of no kind.
  if (
    choice.kind === 'practice' ||
    (choice.kind === 'pasted' && (accountKinds.has(kind) || kind === 'unknown'))
  ) {
    return {
      title: choice.kind === 'practice' ? vscode.l10n.t('Try Again') : vscode.l10n.t('Paste Credentials'),
      command: commandIds.chooseAccount,
      args: [choice],
    };
  }
  return { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount };
}
