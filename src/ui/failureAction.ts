import * as vscode from 'vscode';
import { commandIds, settingIds } from '../ids.ts';
import { accountKinds } from '../lab/explain/accountKinds.ts';
import type { FailureKind } from '../lab/explain/explain.ts';
import type { Action } from './action.ts';

/** The one thing to do about a failure: sign in, choose an account that works, correct the setting, or try `again`. */
export function failureAction(kind: FailureKind, again: Action): Action {
  if (kind === 'ssoSessionExpired')
    return { command: commandIds.signIn, title: vscode.l10n.t('Sign In with SSO') };
  if (accountKinds.has(kind))
    return { command: commandIds.chooseAccount, title: vscode.l10n.t('Choose Account') };
  if (kind === 'nothingDeployed')
    return { command: commandIds.deployLab, title: vscode.l10n.t('Deploy Lab Resources') };
  if (kind === 'eventUnusable')
    return {
      command: 'workbench.action.openSettings',
      title: vscode.l10n.t('Open Setting'),
      args: [settingIds.event],
    };
  return again;
}
