import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { FixAction } from '../../lab/preflight/finding.ts';
import type { LabFiles } from '../../lab/stage.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';

/** The commands that mend what a check finds. */
const fixCommands = {
  deploy: { command: commandIds.deployLab, title: 'Deploy Lab Resources' },
  teardown: { command: commandIds.tearDownLab, title: 'Tear Down Lab Resources' },
  resetPractice: { command: commandIds.resetPracticeAccount, title: 'Reset Practice Account' },
  chooseAccount: { command: commandIds.chooseAccount, title: 'Choose Account' },
} as const satisfies Readonly<Record<FixAction, { readonly command: string; readonly title: string }>>;

/** Checks the account for the lab, and shows what would stop or trouble it, with how to fix it. */
export async function preflight(editor: Editor): Promise<void> {
  const { session, lab } = editor;
  const { createPreflightSource } = await import('../../lab/preflight/preflightSource.ts');
  const source = createPreflightSource({
    input: async (signal) => {
      const [account, event] = await Promise.all([session.account(signal), lab.event()]);
      return { account, event, files: await labFiles(editor) };
    },
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as JSON.'), 5000);
    },
    fixes: new Map(
      Object.entries(fixCommands).map(([action, { title }]) => [action as FixAction, vscode.l10n.t(title)]),
    ),
    fix: async (action) => {
      await vscode.commands.executeCommand(fixCommands[action].command);
    },
  });
  showPictures(editor, { key: 'preflight', title: vscode.l10n.t('Account Check'), source });
}

/** The lab folder's files, or where none is open, the extension's own. */
async function labFiles({ folder, extension }: Editor): Promise<Pick<LabFiles, 'read'>> {
  await folder.ready;
  if (folder.uri) return folder.files();
  return {
    read: async (name) =>
      Buffer.from(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, name)),
      ).toString(),
  };
}
