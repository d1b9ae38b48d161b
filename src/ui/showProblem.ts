import * as vscode from 'vscode';
import type { Action } from './action.ts';

/** Says once what went wrong, with one thing to do about it. It stays until somebody closes it; nobody waits for that. */
export function showProblem(text: string, { title, command, args = [] }: Action): void {
  void vscode.window.showErrorMessage(text, title).then((chosen) => {
    if (chosen === title) void vscode.commands.executeCommand(command, ...args);
  });
}
