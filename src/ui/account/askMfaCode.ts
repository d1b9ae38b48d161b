import * as vscode from 'vscode';
import { OpeningRefused } from '../../lab/explain/opening.ts';

/** Nobody gave the code of an MFA device: no failure to tell who was asked. */
export class CodeNotGiven extends OpeningRefused {}

/** Asks for the code that an MFA device shows now. Throws CodeNotGiven when nobody answers. */
export async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Multi-Factor Authentication'),
    prompt: vscode.l10n.t('Enter the six-digit code that {0} shows now.', device),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\d{6}$/.test(text) || !text ? undefined : vscode.l10n.t('A code has six digits.'),
  });
  if (code) return code;
  throw new CodeNotGiven(
    vscode.l10n.t('No code of {0} was given.', device),
    vscode.l10n.t('Choose the account again, and enter the code then.'),
  );
}
