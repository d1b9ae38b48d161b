import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { StoredPractice } from '../../lab/ports/accounts.ts';
import { byteCount } from '../../lab/report/byteCount.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { practiceSettings } from './practiceSettings.ts';

/**
 * Says where the practice account of this machine lies, how large it is and how to delete it, and answers with that;
 * `{ quiet: true }` only answers.
 */
export async function showPracticeAccount({ session }: Editor, ...args: unknown[]): Promise<StoredPractice> {
  const stored = await (await session.accounts()).describePractice(practiceSettings().store);
  if (argument(args, 'quiet') !== true) showStored(stored);
  return stored;
}

function showStored(stored: StoredPractice): void {
  const show = vscode.l10n.t('Show Folder');
  const remove = vscode.l10n.t('Delete It…');
  void vscode.window
    .showInformationMessage(
      stored.made
        ? vscode.l10n.t('The practice account takes {0} on this machine.', byteCount(stored.bytes))
        : vscode.l10n.t('There is no practice account on this machine yet.'),
      { modal: true, detail: detailLines(stored).join('\n') },
      ...(stored.made ? [show, remove] : []),
    )
    .then(async (chosen) => {
      const folder = vscode.Uri.file(stored.store);
      if (chosen === show) await vscode.commands.executeCommand('revealFileInOS', folder);
      if (chosen === remove) await vscode.commands.executeCommand(commandIds.deletePracticeAccount);
    });
}

function detailLines({ store, made, pid }: StoredPractice): string[] {
  if (!made) return [vscode.l10n.t('It will be made in {0}, when something first uses it.', store)];
  return [
    vscode.l10n.t('It lies in {0}.', store),
    pid === undefined
      ? vscode.l10n.t('No process serves it now; the next use starts one.')
      : vscode.l10n.t(
          'Process {0} serves it on this machine alone, and ends a minute after the last window or terminal command that uses it.',
          pid,
        ),
    vscode.l10n.t('All windows and terminals of this machine that name the same folder share it.'),
    vscode.l10n.t('Deleting it ends the process and removes what the account holds; the lab folder stays.'),
  ];
}
