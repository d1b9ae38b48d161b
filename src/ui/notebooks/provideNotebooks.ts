import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { notebookFileNames } from '../../lab/files/labFileNames.ts';
import type { Editor } from '../editor.ts';
import { readText, writeText } from '../folder/fileText.ts';
import { Refusal } from '../refusal.ts';

/**
 * Where the lab's notebooks lie, as they are on disk: those that are open with edits are saved, and those that the lab
 * folder lacks (a clone of the original lab has none) are put there. Throws a Refusal when no lab folder is open.
 */
export async function provideNotebooks({ extension, folder }: Editor): Promise<vscode.Uri[]> {
  await folder.ready;
  const root = folder.uri;
  if (!root) {
    throw new Refusal(
      vscode.l10n.t('The notebooks lie in the lab folder, and none is open in this window.'),
      {
        title: vscode.l10n.t('Open Lab Folder'),
        command: commandIds.openLabFolder,
      },
    );
  }
  const missing = notebookFileNames.filter((name) => !folder.find(name));
  for (const name of missing) {
    const at = vscode.Uri.joinPath(root, name);
    const text = await readText(vscode.Uri.joinPath(extension.extensionUri, name));
    // It may have come since the folder was looked at.
    const isThere = await vscode.workspace.fs.stat(at).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeText(at, text);
  }
  if (missing.length) await folder.refresh();
  const places = notebookFileNames.map((name) => vscode.Uri.joinPath(root, name));
  await saveOpen(places);
  return places;
}

/** Saves these files where they are open with edits, as notebooks or as text. */
async function saveOpen(places: readonly vscode.Uri[]): Promise<void> {
  const wanted = new Set(places.map(String));
  for (const open of [...vscode.workspace.notebookDocuments, ...vscode.workspace.textDocuments]) {
    if (!open.isDirty || !wanted.has(open.uri.toString()) || (await open.save())) continue;
    throw new Error(vscode.l10n.t('{0} could not be saved. Save it, then try again.', open.uri.fsPath));
  }
}
