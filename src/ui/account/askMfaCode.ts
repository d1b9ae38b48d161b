import * as vscode from 'vscode';

/** Asks for the code that an MFA device shows now. Throws an AbortError when nobody answers. */
export async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Multi-Factor Authentication'),
    prompt: vscode.l10n.t('The code that {0} shows', device),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\d{6}$/.test(text) || !text ? undefined : vscode.l10n.t('A code has six digits.'),
  });
  if (code) return code;
  throw Object.assign(new Error('No code was given.'), { name: 'AbortError' });
}
