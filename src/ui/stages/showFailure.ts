import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { briefly, type Explanation, type FailureKind } from '../../lab/explain/explain.ts';
import type { StageId } from '../../lab/facts.ts';

/** The one thing that a failure offers to do. */
interface Action {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

/** Says once that a stage has failed and why, with one thing to do about it. */
export function showFailure(failure: Explanation, id: StageId): void {
  showProblem(briefly(failure), failureAction(failure.kind, id));
}

/** Says that a stage cannot run as long as others are not done, and offers to run those. */
export function showNeeds(text: string, id: StageId): void {
  showProblem(text, { title: vscode.l10n.t('Catch Up'), command: commandIds.catchUp, args: [id] });
}

/** Says that there is no lab folder, and offers to open one. */
export function showNoFolder(): void {
  showProblem(vscode.l10n.t('No lab folder is open in this window.'), {
    title: vscode.l10n.t('Open Lab Folder'),
    command: commandIds.openLabFolder,
    args: [],
  });
}

function showProblem(text: string, action: Action): void {
  // Not awaited: it stays until somebody closes it, and a run has ended by then.
  void vscode.window.showErrorMessage(text, action.title).then((chosen) => {
    if (chosen === action.title) void vscode.commands.executeCommand(action.command, ...action.args);
  });
}

/** Failures that another try may not meet. */
const passing: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'practiceAccountGone',
  'connectionLost',
  'tooManyQueries',
  'recordsRefused',
  'throttled',
  'throttledByText',
  'serviceUnavailable',
  'noCapacity',
  'crawlerRunning',
  'crawlerStopping',
  'concurrentRuns',
]);

/** Failures that only other credentials or another region mend. */
const ofTheAccount: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'credentialsExpired',
  'credentialsExpiredByText',
  'profileMissing',
  'credentialsMissing',
  'credentialsInvalid',
  'regionNotEnabled',
  'regionWrong',
]);

function failureAction(kind: FailureKind, id: StageId): Action {
  if (kind === 'ssoSessionExpired') {
    return { title: vscode.l10n.t('Sign In'), command: commandIds.signIn, args: [] };
  }
  if (ofTheAccount.has(kind)) {
    return { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount, args: [] };
  }
  if (passing.has(kind)) {
    return { title: vscode.l10n.t('Run Again'), command: commandIds.runStage, args: [id] };
  }
  return { title: vscode.l10n.t('Explain'), command: commandIds.explainStage, args: [id] };
}
