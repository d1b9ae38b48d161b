import * as vscode from 'vscode';
import { placeOfError } from '../../lab/tables/placeOfError.ts';
import type { SqlStatement } from '../../lab/patch/sqlStatements.ts';
import type { Disposable } from '../disposable.ts';

/** What Athena itself has said of statements that were run; gone when the file is edited, run again or closed. */
const collection = vscode.languages.createDiagnosticCollection('cmapssLab.athena');

/** Keeps the marks right while files change. */
export function registerAthenaMarks(): Disposable {
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  );
}

/** Takes the marks of a file away. */
export function clearAthenaMarks(uri: vscode.Uri): void {
  collection.delete(uri);
}

/** Marks where a statement failed, in Athena's words; the statement's begin when they name no place. */
export function markFailure(
  document: vscode.TextDocument,
  statement: SqlStatement,
  reason: string,
): vscode.Range {
  const at = document.positionAt(statement.offset + (placeOfError(statement.text, reason) ?? 0));
  const range = document.getWordRangeAtPosition(at) ?? new vscode.Range(at, at.translate(0, 1));
  const diagnostic = new vscode.Diagnostic(range, reason, vscode.DiagnosticSeverity.Error);
  diagnostic.source = vscode.l10n.t('Athena');
  collection.set(document.uri, [diagnostic]);
  return range;
}
