import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { openObject } from '../documents/openObject.ts';
import type { Editor } from '../editor.ts';
import { findJobScript } from '../documents/findJobScript.ts';
import { showProblem } from '../showProblem.ts';

/**
 * Opens the script that a job runs, read-only, as it lies in S3.
 * @param target a row of the tree, or a job's name; the lab's job when left out.
 */
export async function openJobScript(editor: Editor, target: unknown): Promise<void> {
  const script = await findJobScript(editor, target);
  if (script.kind === 'there') await openObject(editor, script.uri);
  else showMissing(script.why);
}

/** Says why there is no script, and how there comes to be one. */
export function showMissing(why: string): void {
  showProblem(why, {
    title: vscode.l10n.t('Patch and Upload Glue Job'),
    command: commandIds.prepareGlueJob,
  });
}
