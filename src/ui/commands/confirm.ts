import * as vscode from 'vscode';

/** Asks before something is deleted; answers with the button that was chosen, or undefined. */
export function confirm<T extends string>(
  question: string,
  detail: readonly string[],
  ...buttons: readonly T[]
): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail: detail.join('\n') }, ...buttons);
}
