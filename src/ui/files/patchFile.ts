import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import { readCtas } from '../../lab/patch/ctas.ts';
import { applyEdits, type Edit } from '../../lab/patch/edits.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { withStop } from '../withStop.ts';
import { Refusal } from '../refusal.ts';
import { applyToDocument } from './applyToDocument.ts';
import { labLanguage, patchEdits, type LabLanguage } from './labFile.ts';
import { showDifference } from './proposedTexts.ts';

/** Patches the job's script; see `patchFile`. */
export const patchGlueJob = async (editor: Editor, args?: unknown): Promise<number> =>
  patch(editor, await labFile(editor, labFileNames.jobScript), args);

/** Patches the query that splits the rows; see `patchFile`. */
export const patchCtas = async (editor: Editor, args?: unknown): Promise<number> =>
  patch(editor, await labFile(editor, labFileNames.split), args);

/**
 * Gives a file of the lab the names of the account in use, after showing what changes.
 * @param uri the file; that of the active editor when left out.
 * @param args `{ apply: true }` asks nothing.
 * @returns how many places were changed.
 */
export async function patchFile(editor: Editor, uri?: unknown, args?: unknown): Promise<number> {
  const file = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  await editor.folder.ready;
  if (!file || !labLanguage(file, editor.folder)) {
    throw new Refusal(
      vscode.l10n.t(
        "This file is not part of the lab. Patching works on the job's script and on queries in the lab folder.",
      ),
      { title: vscode.l10n.t('Patch Glue Job'), command: commandIds.patchGlueJob },
    );
  }
  return patch(editor, file, args);
}

async function labFile({ folder }: Editor, name: string): Promise<vscode.Uri> {
  await folder.ready;
  const uri = folder.find(name);
  if (uri) return uri;
  throw new Refusal(
    folder.uri
      ? vscode.l10n.t('{0} is missing from the lab folder. Open the lab folder again to get it back.', name)
      : vscode.l10n.t('No lab folder is open in this window.'),
    { title: vscode.l10n.t('Open Lab Folder'), command: commandIds.openLabFolder },
  );
}

async function patch(editor: Editor, uri: vscode.Uri, args: unknown): Promise<number> {
  const document = await vscode.workspace.openTextDocument(uri);
  const language = labLanguage(uri, editor.folder) ?? 'sql';
  const name = path.posix.basename(uri.path);
  const isCtas = language === 'sql' && readCtas(document.getText()) !== undefined;
  const found = await withStop(vscode.l10n.t('Looking up the names of your account'), async (signal) =>
    editor.names.lookUp(isCtas, signal),
  );
  if (!found) return 0;
  const edits = (): Edit[] => patchEdits(document.getText(), language, found.names, found.facts);
  const count = edits().length;
  if (count === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("All names in {0} are already this account's.", name),
    );
    return 0;
  }
  if (argument([args], 'apply') !== true && !(await confirm(document, language, edits()))) return 0;
  // The document may have been edited while its difference was shown.
  return applyToDocument(document, edits());
}

/** Shows what would change, and asks. */
async function confirm(
  document: vscode.TextDocument,
  language: LabLanguage,
  edits: readonly Edit[],
): Promise<boolean> {
  const name = path.posix.basename(document.uri.path);
  const close = await showDifference(
    document.uri,
    applyEdits(document.getText(), edits),
    vscode.l10n.t("{0} ↔ with your account's names", name),
  );
  const apply = {
    label: vscode.l10n.t('$(check) Apply'),
    description:
      edits.length === 1
        ? vscode.l10n.t('one change in {0}', name)
        : vscode.l10n.t('{0} changes in {1}', edits.length, name),
    detail: vscode.l10n.t('You can undo this in one step.'),
  };
  const chosen = await vscode.window.showQuickPick([apply, { label: vscode.l10n.t('$(close) Not Now') }], {
    title: language === 'python' ? vscode.l10n.t('Patch Glue Job') : vscode.l10n.t('Patch {0}', name),
    placeHolder: vscode.l10n.t('Replace the names with those of your account?'),
    // The comparison behind it is to be scrolled.
    ignoreFocusOut: true,
  });
  await close();
  return chosen === apply;
}
