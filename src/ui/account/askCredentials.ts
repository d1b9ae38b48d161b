import * as vscode from 'vscode';
import { readPastedCredentials, type Pasted } from './pastedCredentials.ts';

type Read = Extract<Pasted, { credentials: unknown }>;

/** Asks for temporary credentials: those in the clipboard, or typed; undefined when nobody answers. */
export async function askCredentials(): Promise<Read | undefined> {
  const copied = readPastedCredentials(await vscode.env.clipboard.readText());
  if ('credentials' in copied && (await useCopied(copied))) return copied;
  let read: Read | undefined;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Paste Event Credentials'),
    prompt: vscode.l10n.t("The lines for bash, PowerShell or cmd of the event's page, an ini block, or JSON"),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (!value.trim()) return undefined;
      const now = readPastedCredentials(value);
      return 'problem' in now ? now.problem : undefined;
    },
  });
  if (text !== undefined) {
    const typed = readPastedCredentials(text);
    if ('credentials' in typed) read = typed;
  }
  return read;
}

/** Offers the credentials that were copied; their key's id alone is shown. */
async function useCopied({ credentials }: Read): Promise<boolean> {
  const use = {
    label: `$(clippy) ${vscode.l10n.t('Use the credentials in the clipboard')}`,
    description: `${credentials.accessKeyId.slice(0, 4)}…${credentials.accessKeyId.slice(-4)}`,
  };
  const other = { label: `$(edit) ${vscode.l10n.t('Paste others…')}` };
  const picked = await vscode.window.showQuickPick([use, other], {
    title: vscode.l10n.t('Paste Event Credentials'),
  });
  return picked === use;
}
