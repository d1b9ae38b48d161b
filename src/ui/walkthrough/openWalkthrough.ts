import * as vscode from 'vscode';
import { walkthroughId } from '../../ids.ts';

/** Opens the lab's walkthrough, in a tab that stays when a file or a comparison opens. */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false);
  await vscode.commands.executeCommand('workbench.action.keepEditor');
}
