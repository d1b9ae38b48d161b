import * as vscode from 'vscode';

/** The one thing that a message offers to do. */
export interface OfferedAction {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** Says once what went wrong, with one thing to do about it. It stays until somebody closes it; nobody waits for that. */
export function showProblem(text: string, { title, command, args = [] }: OfferedAction): void {
  void vscode.window.showErrorMessage(text, title).then((chosen) => {
    if (chosen === title) void vscode.commands.executeCommand(command, ...args);
  });
}
