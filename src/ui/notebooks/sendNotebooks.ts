import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { matchesPattern } from '../../lab/event/patterns.ts';
import {
  patchNotebooks,
  sendNotebooks as send,
  type NotebookContext,
  type SentNotebooks,
} from '../../lab/notebooks/sendNotebooks.ts';
import type { Editor } from '../editor.ts';
import { withStop } from '../withStop.ts';
import { provideNotebooks } from './provideNotebooks.ts';

/** Starts Jupyter on the lab's notebooks, in a terminal of the lab folder. */
export const localLine = 'jupyter lab notebooks';

/**
 * Gives the lab's notebooks this account's names and takes them to where they run. On AWS that is a notebook instance:
 * they are put into S3, and a line for JupyterLab's terminal brings them there; the answer has it. The practice account has
 * no JupyterLab: they open here, and run in Jupyter on this machine.
 */
export async function sendNotebooks(editor: Editor): Promise<SentNotebooks | undefined> {
  const { session, lab, folder } = editor;
  const places = await provideNotebooks(editor);
  const account = await session.account();
  const context: NotebookContext = { account, event: await lab.event(), files: folder.files() };
  if (account.kind === 'practice') {
    const title = vscode.l10n.t("Writing your account's names into the notebooks");
    const done = await withStop(title, async (signal) => {
      await patchNotebooks(context, signal);
      return true;
    });
    if (!done) return undefined;
    // The editor that VS Code has for notebooks; where it has none, their text.
    for (const place of places)
      await vscode.commands.executeCommand('vscode.open', place, { preview: false });
    void offerTerminal();
    return undefined;
  }
  const sent = await withStop(vscode.l10n.t('Sending the notebooks'), (signal) => send(context, signal));
  if (!sent) return undefined;
  editor.trees.get('buckets')?.refresh();
  void offerLine(sent, await servingNotebook(context));
  return sent;
}

/** Says how the notebooks run against the practice account: Jupyter needs the environment of the lab's terminals. */
async function offerTerminal(): Promise<void> {
  const open = vscode.l10n.t('Open Terminal');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The notebooks have your practice account's names. To run them here, start Jupyter in a terminal of the lab, which knows the account: {0}",
      localLine,
    ),
    open,
  );
  if (chosen !== open) return;
  const terminal = await vscode.commands.executeCommand<vscode.Terminal | undefined>(commandIds.openTerminal);
  // Typed, not run: whoever has no Jupyter yet installs it first.
  terminal?.sendText(localLine, false);
}

/** Shows the line to paste, and the ways on. */
async function offerLine({ uri, line }: SentNotebooks, serving: string | undefined): Promise<void> {
  const copy = vscode.l10n.t('Copy');
  const copyAndOpen = vscode.l10n.t('Copy and Open JupyterLab');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The notebooks are in {0}. In JupyterLab, open a terminal (File, New, Terminal) and paste: {1}',
      uri,
      line,
    ),
    ...(serving === undefined ? [] : [copyAndOpen]),
    copy,
  );
  if (chosen === undefined) return;
  await vscode.env.clipboard.writeText(line);
  if (chosen === copyAndOpen) await vscode.commands.executeCommand(commandIds.openJupyterLab, serving);
}

/** The event's notebook instance that serves; undefined without one, and where they may not be listed. */
async function servingNotebook({ account, event }: NotebookContext): Promise<string | undefined> {
  const found = await account.ports.notebooks.list().catch(() => []);
  return found.find(
    ({ name, status }) => status === 'InService' && matchesPattern(event.patterns.notebookInstance, name),
  )?.name;
}
