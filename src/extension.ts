import * as path from 'node:path';
import type * as vscode from 'vscode';
import { createEditor } from './ui/createEditor.ts';
import { registerCommands } from './ui/registerCommands.ts';
import { registerTerminals } from './ui/terminal/registerTerminals.ts';
import { registerLabFiles } from './ui/files/registerLabFiles.ts';
import { registerTrees } from './ui/trees/registerTrees.ts';
import { registerTicks } from './ui/walkthrough/registerTicks.ts';

/** Called by VS Code once its window stands. Builds and wires; nothing here reaches an account. */
export function activate(context: vscode.ExtensionContext): void {
  const program = path.join(context.extensionPath, 'dist', 'practice.mjs');
  // The AWS SDK is loaded when something first asks for an account.
  const accounts = async () => (await import('./accounts/openAccount.ts')).createAccounts(program);
  const editor = createEditor(context, accounts);
  registerCommands(editor);
  registerTerminals(editor);
  registerTrees(editor);
  registerLabFiles(editor);
  registerTicks(editor);
}
