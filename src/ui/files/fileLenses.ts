import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import { sqlStatements } from '../../lab/patch/sqlStatements.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import type { AccountNames } from './accountNames.ts';
import { foreignIn, labFileSelector, labLanguage } from './labFile.ts';

/** What can be done with a file of the lab, above its lines. */
export function registerFileLenses({ folder, names }: Editor): Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    names.onDidChange(() => changed.fire()),
    folder.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(labFileSelector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => {
        const language = labLanguage(document.uri, folder);
        if (!language) return [];
        const patch = lens(0, patchTitle(document, names), commandIds.patchFile, document.uri);
        if (language === 'python') {
          return [
            patch,
            lens(0, vscode.l10n.t('$(cloud-upload) Upload'), commandIds.uploadGlueJob),
            lens(0, vscode.l10n.t('$(play) Run Glue ETL'), commandIds.runGlueEtl),
          ];
        }
        const isSplit = folder.find(labFileNames.split)?.toString() === document.uri.toString();
        return [
          patch,
          ...(isSplit
            ? [
                lens(
                  0,
                  vscode.l10n.t('$(run-all) Create Training and Validation Sets'),
                  commandIds.createSplit,
                ),
              ]
            : []),
          ...sqlStatements(document.getText()).map(({ offset }) =>
            lens(
              document.positionAt(offset).line,
              vscode.l10n.t('$(play) Run in Athena'),
              commandIds.runInAthena,
              document.uri,
              { offset },
            ),
          ),
        ];
      },
    }),
  );

  function patchTitle(document: vscode.TextDocument, { current }: AccountNames): string {
    const language = labLanguage(document.uri, folder);
    if (!current || !language) return vscode.l10n.t('$(replace-all) Patch Names');
    const count = foreignIn(document, language, current).length;
    if (count === 0) return vscode.l10n.t("$(check) All names are this account's");
    return count === 1
      ? vscode.l10n.t("$(replace-all) Patch Names (1 is not this account's)")
      : vscode.l10n.t("$(replace-all) Patch Names ({0} are not this account's)", count);
  }
}

const lens = (line: number, title: string, command: string, ...args: unknown[]): vscode.CodeLens =>
  new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: args });
