import * as vscode from 'vscode';
import type { Disposable } from '../disposable.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import { labLanguage, type LabLanguage } from './labFile.ts';

/** Typing pauses this long before a text is looked at, in ms. */
const pause = 300;

/** What is found in a document of the lab. */
type Find = (
  document: vscode.TextDocument,
  language: LabLanguage,
) => readonly vscode.Diagnostic[] | Promise<readonly vscode.Diagnostic[] | undefined>;

/** Diagnostics of one kind. */
export interface Diagnostics extends Disposable {
  /** Looks at every open file of the lab again. */
  refreshAll(): void;
}

/**
 * Diagnostics on the lab's open files: found when one opens and after it was edited, gone when it closes. What is found
 * for a text that was edited meanwhile is dropped, and so is undefined.
 */
export function createDiagnostics(name: string, folder: LabFolder, find: Find): Diagnostics {
  const collection = vscode.languages.createDiagnosticCollection(name);
  const timers = new Map<string, NodeJS.Timeout>();
  const refresh = async (document: vscode.TextDocument): Promise<void> => {
    const language = labLanguage(document.uri, folder);
    if (!language) {
      collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const found = await find(document, language);
    if (found && !document.isClosed && document.version === version) collection.set(document.uri, found);
  };
  const forget = (uri: vscode.Uri): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const refreshAll = (): void => {
    for (const document of vscode.workspace.textDocuments) void refresh(document);
  };
  const subscriptions = vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(refresh),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !labLanguage(document.uri, folder)) return;
      forget(document.uri);
      timers.set(
        document.uri.toString(),
        setTimeout(() => void refresh(document), pause),
      );
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      forget(uri);
      collection.delete(uri);
    }),
    folder.onDidChange(refreshAll),
  );
  refreshAll();
  return {
    refreshAll,
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}
