import * as vscode from 'vscode';
import type { Accounts } from '../lab/ports/accounts.ts';
import { createSession } from './account/session.ts';
import { createLogDocuments } from './documents/logDocuments.ts';
import { createObjectDocuments } from './documents/objectDocuments.ts';
import type { Editor } from './editor.ts';
import { createAccountNames } from './files/accountNames.ts';
import { createLabFolder } from './folder/labFolder.ts';
import { createLabModel } from './stages/labModel.ts';
import { createStageRuns } from './stages/stageRuns.ts';
import { createTrees } from './trees/trees.ts';

/** Builds what commands and views work with; it all ends with the extension. */
export function createEditor(extension: vscode.ExtensionContext, accounts: () => Promise<Accounts>): Editor {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('CMAPSS Lab'), { log: true });
  const session = createSession(extension, log, accounts);
  const folder = createLabFolder(extension, log);
  const lab = createLabModel(session, folder, vscode.Uri.joinPath(extension.extensionUri, 'dist').fsPath);
  const runs = createStageRuns(lab, folder, log);
  const trees = createTrees();
  const logDocuments = createLogDocuments({ session, lab });
  const objectDocuments = createObjectDocuments({ session, lab });
  const names = createAccountNames(session, lab, log);
  // In this order they end: what uses the account before the account.
  extension.subscriptions.push(runs, lab, trees, session, folder, log, logDocuments, objectDocuments, names);
  return { extension, log, session, folder, lab, runs, trees, logDocuments, objectDocuments, names };
}
