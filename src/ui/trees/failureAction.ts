import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { FailureKind } from '../../lab/explain/explain.ts';
import type { Action } from './look.ts';

/** Failures that another try does not mend: these credentials do not open this account. */
const needsAccount: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'credentialsExpired',
  'credentialsExpiredByText',
  'profileMissing',
  'credentialsMissing',
  'credentialsInvalid',
  'regionNotEnabled',
  'regionWrong',
]);

/** The one thing to do about a failure: sign in, choose an account that works, or try `again`. */
export function failureAction(kind: FailureKind, again: Action): Action {
  if (kind === 'ssoSessionExpired')
    return { id: commandIds.signIn, title: vscode.l10n.t('Sign In with SSO') };
  if (needsAccount.has(kind)) return { id: commandIds.chooseAccount, title: vscode.l10n.t('Choose Account') };
  return again;
}
