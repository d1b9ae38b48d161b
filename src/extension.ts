import * as path from 'node:path';
import type * as vscode from 'vscode';
import { createEditor } from './ui/createEditor.ts';
import { registerCommands } from './ui/registerCommands.ts';
import { registerLabFiles } from './ui/files/registerLabFiles.ts';
import { watchEdits } from './ui/stages/watchEdits.ts';
import { watchLab } from './ui/stages/watchLab.ts';
import { createStatusBar } from './ui/status/statusBar.ts';
import { warnIdleEndpoints } from './ui/status/warnIdleEndpoints.ts';
import { registerTrees } from './ui/trees/registerTrees.ts';
import type { Trees } from './ui/trees/trees.ts';
import { registerTicks } from './ui/walkthrough/registerTicks.ts';

/** What other extensions, and the tests, may ask: VS Code itself shows nobody the rows of a view. */
export interface LabApi {
  readonly trees: Pick<Trees, 'get'>;
}

/** Called by VS Code once its window stands. Builds and wires; nothing here reaches an account. */
export function activate(context: vscode.ExtensionContext): LabApi {
  const program = path.join(context.extensionPath, 'dist', 'practice.mjs');
  // The AWS SDK is loaded when something first asks for an account.
  const accounts = async () => (await import('./accounts/openAccount.ts')).createAccounts(program);
  const editor = createEditor(context, accounts);
  registerCommands(editor);
  registerTrees(editor);
  registerLabFiles(editor);
  registerTicks(editor);
  context.subscriptions.push(
    createStatusBar(editor),
    warnIdleEndpoints(editor),
    watchLab(editor),
    watchEdits(editor),
  );
  return { trees: editor.trees };
}
