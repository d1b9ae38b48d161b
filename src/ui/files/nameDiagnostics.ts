import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabName } from '../../lab/patch/labNames.ts';
import type { ForeignName } from '../../lab/patch/foreignNames.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { createDiagnostics } from './documentDiagnostics.ts';
import { foreignIn, labFileSelector, labLanguage } from './labFile.ts';

/** Code of the diagnostic on a name of another account. */
const code = 'foreign-name';

/** What "Fix All" and fixes on saving ask for. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('cmapssLab');

/** Marks names that are not this account's in the lab's files, and offers the right ones. */
export function registerNameDiagnostics({ folder, names, session }: Editor): Disposable {
  const diagnostics = createDiagnostics('cmapssLab.names', folder, (document, language) => {
    const { current } = names;
    if (!current) names.lookUpIfOpen();
    return current ? foreignIn(document, language, current).map((name) => diagnosticOf(document, name)) : [];
  });
  return vscode.Disposable.from(
    diagnostics,
    names.onDidChange(() => diagnostics.refreshAll()),
    session.onDidChange(() => diagnostics.refreshAll()),
    vscode.languages.registerCodeActionsProvider(
      labFileSelector,
      {
        provideCodeActions: (document, range, { diagnostics: shown, only }) => {
          const language = labLanguage(document.uri, folder);
          const { current } = names;
          if (only && fixAllKind.intersects(only)) {
            return language && current ? fixAll(document, foreignIn(document, language, current)) : [];
          }
          const ours = shown.filter((diagnostic) => diagnostic.code === code);
          if (!language || !current || ours.length === 0) return [];
          const here = foreignIn(document, language, current).filter((name) =>
            rangeOf(document, name).intersection(range),
          );
          return [...here.map((name) => replaceFix(document, name, ours)), patchAll(document, ours)];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
    ),
  );
}

const rangeOf = (document: vscode.TextDocument, { offset, length }: ForeignName): vscode.Range =>
  new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));

function diagnosticOf(document: vscode.TextDocument, name: ForeignName): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, name),
    vscode.l10n.t(
      '{0} is not in this account. Its {1} is {2}.',
      name.found,
      kindWord(name.name),
      name.wanted,
    ),
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = vscode.l10n.t('CMAPSS Lab');
  diagnostic.code = code;
  return diagnostic;
}

function replaceFix(
  document: vscode.TextDocument,
  name: ForeignName,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const range = rangeOf(document, name);
  const fix = new vscode.CodeAction(
    vscode.l10n.t('Replace with {0}', name.wanted),
    vscode.CodeActionKind.QuickFix,
  );
  fix.edit = new vscode.WorkspaceEdit();
  fix.edit.replace(document.uri, range, name.wanted);
  fix.diagnostics = shown.filter((diagnostic) => diagnostic.range.isEqual(range));
  fix.isPreferred = true;
  return fix;
}

function fixAll(document: vscode.TextDocument, found: readonly ForeignName[]): vscode.CodeAction[] {
  if (found.length === 0) return [];
  const fix = new vscode.CodeAction(vscode.l10n.t('Replace all foreign names'), fixAllKind);
  fix.edit = new vscode.WorkspaceEdit();
  for (const name of found) fix.edit.replace(document.uri, rangeOf(document, name), name.wanted);
  return [fix];
}

function patchAll(document: vscode.TextDocument, shown: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const title = vscode.l10n.t('Patch all names in this file');
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.command = { title, command: commandIds.patchFile, arguments: [document.uri, { apply: true }] };
  fix.diagnostics = [...shown];
  return fix;
}

/** What each name is of, in words. */
function kindWord(name: LabName): string {
  const words = {
    submissionsBucket: vscode.l10n.t('submissions bucket'),
    curatedBucket: vscode.l10n.t('curated bucket'),
    publishedBucket: vscode.l10n.t('published bucket'),
    queryResultsBucket: vscode.l10n.t('query results bucket'),
    submissionsDatabase: vscode.l10n.t('submissions database'),
    curatedDatabase: vscode.l10n.t('curated database'),
    submissionsTable: vscode.l10n.t('submissions table'),
    curatedTable: vscode.l10n.t('curated table'),
  } satisfies Record<LabName, string>;
  return words[name];
}
