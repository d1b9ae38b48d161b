import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import { findJobScript } from '../documents/findJobScript.ts';
import { objectUri } from '../documents/objectUri.ts';
import { readObject } from '../documents/readObject.ts';
import type { Editor } from '../editor.ts';
import { showProblem } from '../showProblem.ts';
import { showMissing } from './openJobScript.ts';

/**
 * Shows what differs between a job's script as it lies in S3 (left) and the file of the lab folder (right, editable).
 * @param target a row of the tree, or a job's name; the lab's job when left out.
 */
export async function compareJobScript(editor: Editor, target: unknown): Promise<void> {
  const local = editor.folder.find(labFileNames.jobScript);
  if (!local) {
    showProblem(vscode.l10n.t('No {0} is in this window to compare with.', labFileNames.jobScript), {
      title: vscode.l10n.t('Open Lab Folder'),
      command: commandIds.openLabFolder,
    });
    return;
  }
  const script = await findJobScript(editor, target);
  if (script.kind === 'missing') {
    showMissing(script.why);
    return;
  }
  const { account, job, bucket, key } = script;
  const uri = objectUri(account, bucket, key);
  const { preview } = await readObject(editor, { bucket, key }, new AbortController().signal);
  // The document may be open since before the last upload.
  if (preview) editor.objectDocuments.take(uri, preview);
  const file = await vscode.workspace.openTextDocument(local);
  // An editor that shows no difference says nothing of its own.
  const isSame = preview?.kind === 'text' && preview.complete && preview.text === file.getText();
  const title = isSame
    ? vscode.l10n.t('{0}: script in S3 = local file', job)
    : vscode.l10n.t('{0}: script in S3 ↔ local file', job);
  await vscode.commands.executeCommand('vscode.diff', uri, local, title);
}
