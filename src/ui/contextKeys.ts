import * as vscode from 'vscode';
import { contextKeys, stageDoneKey } from '../ids.ts';
import type { StageId } from '../lab/facts.ts';

/** Sets a key that `when` clauses ask for; this is the one file that calls VS Code's setContext. */
export function setContextKey(key: keyof typeof contextKeys, value: boolean | string): void {
  void vscode.commands.executeCommand('setContext', contextKeys[key], value);
}

/** Says that the check of a stage has passed (or not): the walkthrough ticks its step then. */
export function setStageDone(stage: StageId, done: boolean): void {
  void vscode.commands.executeCommand('setContext', stageDoneKey(stage), done);
}
