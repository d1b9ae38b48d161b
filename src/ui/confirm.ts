import * as vscode from 'vscode';
import { argument } from './argument.ts';

/** What is asked before something is lost. */
export interface Question {
  readonly question: string;
  /** What is lost and what stays. */
  readonly detail: string;
  readonly button: string;
}

/** Whether somebody agrees to it. Who calls the command with `{ force: true }` has been asked. */
export async function confirmed(
  args: readonly unknown[],
  { question, detail, button }: Question,
): Promise<boolean> {
  return argument(args, 'force') === true || (await choose(question, detail, button)) === button;
}

/** Asks, with several ways to go on; answers with the button that was chosen, or undefined. */
export function choose<T extends string>(
  question: string,
  detail: string,
  ...buttons: readonly T[]
): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
}
