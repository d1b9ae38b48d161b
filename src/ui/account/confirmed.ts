import * as vscode from 'vscode';

/** Asks before something is lost. Who calls the command with `{ force: true }` has been asked. */
export async function confirmed(
  options: unknown,
  { question, detail, button }: { question: string; detail: string; button: string },
): Promise<boolean> {
  if (typeof options === 'object' && options !== null && 'force' in options && options.force === true) {
    return true;
  }
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}
