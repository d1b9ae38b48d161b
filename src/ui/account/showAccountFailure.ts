import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { accountKinds, networkKinds } from '../../lab/explain/accountKinds.ts';
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
  // The same choice again.
  const again = (title: string): Action => ({ title, command: commandIds.chooseAccount, args: [choice] });
  if (choice.kind === 'pasted') {
    // New credentials are asked for.
    if (accountKinds.has(kind)) return again(vscode.l10n.t('Paste Credentials'));
  } else if (choice.kind === 'practice' || networkKinds.has(kind)) {
    return again(vscode.l10n.t('Try Again'));
  }
  return { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount };
}
