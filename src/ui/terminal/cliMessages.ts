import * as vscode from 'vscode';
import type { CliVersion } from './awsCli.ts';

const manual = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';

/** Says that the AWS CLI is too old for the practice account, and what was done about it. */
export function showOldCli(version: CliVersion): void {
  const update = vscode.l10n.t('How to Update It');
  void vscode.window.showWarningMessage(oldCliText(version), update).then(async (chosen) => {
    if (chosen === update) await vscode.env.openExternal(vscode.Uri.parse(manual));
  });
}

/** The same in a sentence or two. */
export function oldCliText(version: CliVersion): string {
  return vscode.l10n.t(
    'The AWS CLI on this machine is version {0}, which would talk to real AWS instead of the practice account. Lab terminals keep it from that; update it to 1.29, 2.13 or later.',
    version.join('.'),
  );
}

/** Says that something needs an AWS CLI that is not there. */
export function showCliNeeded(text: string): void {
  const install = vscode.l10n.t('How to Install It');
  void vscode.window.showErrorMessage(text, install).then(async (chosen) => {
    if (chosen === install) await vscode.env.openExternal(vscode.Uri.parse(manual));
  });
}
