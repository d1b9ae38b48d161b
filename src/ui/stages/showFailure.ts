import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { networkKinds } from '../../lab/explain/accountKinds.ts';
import { briefly, type Explanation, type FailureKind } from '../../lab/explain/explain.ts';
import type { StageId } from '../../lab/facts.ts';
import type { Action } from '../action.ts';
import { failureAction } from '../failureAction.ts';
import { showProblem } from '../showProblem.ts';

/** Says once that a stage has failed and why, with one thing to do about it. */
export function showFailure(failure: Explanation, id: StageId): void {
  showProblem(briefly(failure), failureAction(failure.kind, otherwise(failure.kind, id)));
}

/** Says that a stage cannot run as long as others are not done, and offers to run those. */
export function showNeeds(text: string, id: StageId): void {
  showProblem(text, { title: vscode.l10n.t('Catch Up'), command: commandIds.catchUp, args: [id] });
}

/** Says that nothing runs in a folder that is not trusted, and offers to trust it. */
export function showUntrusted(): void {
  showProblem(vscode.l10n.t('In a folder that is not trusted nothing runs.'), {
    title: vscode.l10n.t('Manage Trust'),
    command: 'workbench.trust.manage',
  });
}

/** Says that there is no lab folder, and offers to open one. */
export function showNoFolder(): void {
  showProblem(vscode.l10n.t('No lab folder is open in this window.'), {
    title: vscode.l10n.t('Open Lab Folder'),
    command: commandIds.openLabFolder,
  });
}

/** Failures that another run may not meet. */
const passing: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...networkKinds,
  'noCapacity',
  'crawlerRunning',
  'crawlerStopping',
  'concurrentRuns',
  'notDone',
]);

/** Failures of the Glue job's script, of which its log says most. */
const ofTheScript: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tableMissingInRun',
  'bucketMissingInRun',
  'queryNotUnderstood',
  'scriptFailed',
]);

function otherwise(kind: FailureKind, id: StageId): Action {
  if (id === 'runEtl' && ofTheScript.has(kind)) {
    return { title: vscode.l10n.t('Show Logs'), command: commandIds.showLogs };
  }
  return passing.has(kind)
    ? { title: vscode.l10n.t('Run Again'), command: commandIds.runStage, args: [id] }
    : { title: vscode.l10n.t('Explain'), command: commandIds.explainStage, args: [id] };
}
