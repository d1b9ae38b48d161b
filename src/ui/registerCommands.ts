import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { refresh } from './commands/refresh.ts';
import { refreshNode } from './commands/refreshNode.ts';
import { showMore } from './commands/showMore.ts';
import type { Editor } from './editor.ts';
import { openLabFolder } from './folder/openLabFolder.ts';
import { openWalkthrough } from './walkthrough/openWalkthrough.ts';

/** What a command does; `args` are what menus, keybindings and tasks pass. */
export type Command = (editor: Editor, ...args: unknown[]) => unknown;

/** Every command of `commandIds` that works already. */
const commands: Partial<Record<keyof typeof commandIds, Command>> = {
  openLabFolder,
  openWalkthrough,
  refresh,
  refreshNode,
  showMore,
  showLog: ({ log }) => log.show(),
};

/** Registers every command; this is the one file that calls VS Code's registerCommand. */
export function registerCommands(editor: Editor): void {
  for (const [name, run] of Object.entries(commands)) {
    const id = commandIds[name as keyof typeof commandIds];
    editor.extension.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: unknown[]) => run(editor, ...args)),
    );
  }
}
