import * as vscode from 'vscode';
import { walkthroughId } from '../../ids.ts';

/** Opens the lab's walkthrough. */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false);
}
