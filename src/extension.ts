import type { ExtensionContext } from 'vscode';
import { registerCommands } from './ui/registerCommands.ts';

/** Called by VS Code when one of the extension's commands is first used. */
export function activate(context: ExtensionContext): void {
  registerCommands(context);
}
