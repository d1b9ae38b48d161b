import * as vscode from 'vscode';
import { viewIds } from '../../ids.ts';
import type { StageId } from '../../lab/facts.ts';
import type { Editor } from '../editor.ts';

/** Looks at the account's real state, for these stages or all, while the Lab view shows that something goes on. */
export async function lookingAround({ lab }: Editor, ids?: readonly StageId[]): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: viewIds.lab } }, () => lab.check(ids));
}
