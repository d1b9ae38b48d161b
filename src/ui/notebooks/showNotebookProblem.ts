import * as vscode from 'vscode';
import { commandIds, viewIds } from '../../ids.ts';
import { briefly } from '../../lab/explain/explain.ts';
import type { Action } from '../action.ts';
import type { Editor } from '../editor.ts';
import { failureAction } from '../failureAction.ts';
import { showProblem } from '../showProblem.ts';

/** Looks at the tree of endpoints again, where the notebook instances are. */
export const lookAgain: Action = {
  title: vscode.l10n.t('Refresh'),
  command: commandIds.refresh,
  args: [viewIds.endpoints],
};

/** Says why something with a notebook instance did not work, with one thing to do about it. */
export function showNotebookProblem({ session, lab }: Editor, error: unknown): void {
  const failure = session.state.kind === 'failed' ? session.state.failure : lab.explain(error);
  showProblem(briefly(failure), failureAction(failure.kind, lookAgain));
}
