import * as vscode from 'vscode';
import type { Accounts } from '../lab/ports/accounts.ts';
import { createSession } from './account/session.ts';
import { createLogDocuments } from './documents/logDocuments.ts';
import { createObjectDocuments } from './documents/objectDocuments.ts';
import type { Editor } from './editor.ts';
import { createAccountNames } from './files/accountNames.ts';
import { createLabFolder } from './folder/labFolder.ts';
import { createLabModel } from './stages/labModel.ts';
import { startResuming } from './stages/resumeRun.ts';
import { RunNote } from './stages/runNote.ts';
import { registerStagePages } from './stages/stagePages.ts';
import { createStageRuns } from './stages/stageRuns.ts';
import { createRunningEndpoints } from './status/runningEndpoints.ts';
import { createLabTerminals } from './terminal/labTerminals.ts';
import { createTrees } from './trees/trees.ts';

/** Builds what commands and views work with; it all ends with the extension. */
export function createEditor(extension: vscode.ExtensionContext, accounts: () => Promise<Accounts>): Editor {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('CMAPSS Lab'), { log: true });
  const endpoints = createRunningEndpoints();
  const session = createSession(extension, log, async () => endpoints.notingAccounts(await accounts()));
  const folder = createLabFolder(extension, log);
  const lab = createLabModel(session, folder, vscode.Uri.joinPath(extension.extensionUri, 'dist').fsPath);
  const note = new RunNote(extension.storageUri?.fsPath);
  const runs = createStageRuns(lab, folder, log, note);
  const terminals = createLabTerminals(extension, session, folder, log);
  const trees = createTrees();
  const logDocuments = createLogDocuments({ session, lab });
  const objectDocuments = createObjectDocuments({ session, lab });
  const names = createAccountNames(session, lab, log);
  // In this order they end: what uses the account before the account.
  extension.subscriptions.push(
    startResuming({ lab, runs, log }, note),
    registerStagePages(lab),
    runs,
    lab,
    trees,
    terminals,
    session,
    endpoints,
    folder,
    log,
    logDocuments,
    objectDocuments,
    names,
  );
  return {
    extension,
    log,
    session,
    folder,
    lab,
    runs,
    terminals,
    trees,
    logDocuments,
    objectDocuments,
    names,
    endpoints,
  };
}
