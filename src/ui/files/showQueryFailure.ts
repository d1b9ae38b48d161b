import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { commandIds } from '../../ids.ts';
import { briefly, type FailureKind } from '../../lab/explain/explain.ts';
import type { Editor } from '../editor.ts';
import type { Action } from '../action.ts';
import { showProblem } from '../showProblem.ts';
import { foreignIn } from './labFile.ts';

/**
 * Says why a query did not run, with the one thing to do about it.
 * @param place where in the document Athena says that it fails.
 */
export function showQueryFailure(
  editor: Editor,
  thrown: unknown,
  document: vscode.TextDocument,
  place: vscode.Range | undefined,
): void {
  const failure = editor.lab.explain(thrown);
  editor.log.warn(`Athena: ${failure.original}`);
  const { current } = editor.names;
  const patches = !current || foreignIn(document, 'sql', current).length > 0;
  showProblem(briefly(failure), actionOf(failure.kind, document.uri, patches, place));
}

/** @param patches some name in the file is another account's, as far as is known. */
function actionOf(
  kind: FailureKind,
  uri: vscode.Uri,
  patches: boolean,
  place: vscode.Range | undefined,
): Action {
  if (kind === 'tableExists' || kind === 'locationNotEmpty') {
    return {
      title: l10n.t('Create Training and Validation Sets'),
      command: commandIds.createSplit,
      args: [{ again: true }],
    };
  }
  if (kind === 'tableMissing' && patches) {
    return { title: l10n.t('Patch Names'), command: commandIds.patchFile, args: [uri] };
  }
  if (place) {
    return { title: l10n.t('Go to Error'), command: 'vscode.open', args: [uri, { selection: place }] };
  }
  return { title: l10n.t('Show Log'), command: commandIds.showLog };
}
