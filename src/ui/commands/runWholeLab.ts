import * as path from 'node:path';
import * as vscode from 'vscode';

/**
 * Runs the whole lab on the practice account in a terminal, with this editor's own Node, so that nothing has to be
 * installed. The terminal stays open with what the lab printed.
 */
export function runWholeLab(extensionPath: string): vscode.Terminal {
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('CMAPSS Lab'),
    shellPath: process.execPath,
    shellArgs: [path.join(extensionPath, 'dist', 'lab.mjs'), '--account', 'practice'],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    isTransient: true,
  });
  terminal.show();
  return terminal;
}
