import * as vscode from 'vscode';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { createDiagnostics } from './documentDiagnostics.ts';
import { createSqlErrorReader } from './sqlErrorReader.ts';

/** Marks what Athena's parser would not take in the lab's queries. The parser starts with the first one that is open. */
export function registerSqlDiagnostics({ extension, folder, log }: Editor): Disposable {
  const program = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'sqlErrorsWorker.mjs').fsPath;
  const reader = createSqlErrorReader(program, (error) => log.warn('The SQL parser broke down:', error));
  const diagnostics = createDiagnostics('cmapssLab.sql', folder, async (document, language) => {
    if (language !== 'sql') return [];
    const errors = await reader.read(document.uri.toString(), document.getText());
    return errors?.map(({ offset, length, message }) => {
      const diagnostic = new vscode.Diagnostic(
        new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
        message,
        vscode.DiagnosticSeverity.Error,
      );
      diagnostic.source = vscode.l10n.t('Athena SQL');
      diagnostic.code = 'syntax';
      return diagnostic;
    });
  });
  return vscode.Disposable.from(diagnostics, reader);
}
