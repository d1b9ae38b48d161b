import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { runWholeLab } from './commands/runWholeLab.ts';

/** Registers every command of `commandIds`; this is the one file that calls VS Code's registerCommand. */
export function registerCommands(context: vscode.ExtensionContext): void {
  const commands: Record<keyof typeof commandIds, () => unknown> = {
    runWholeLab: () => runWholeLab(context.extensionPath),
  };
  for (const [name, run] of Object.entries(commands)) {
    const id = commandIds[name as keyof typeof commandIds];
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
}
