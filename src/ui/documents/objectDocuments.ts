import * as vscode from 'vscode';
import type { Preview } from '../../lab/preview/previewObject.ts';
import { previewText } from '../../lab/preview/previewText.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { objectLenses } from './objectLenses.ts';
import { objectScheme, readObjectUri, s3UriOf } from './objectUri.ts';
import { readObject } from './readObject.ts';

/** Read-only documents of objects in S3. */
export interface ObjectDocuments extends Disposable {
  /** Has the document show what was just read, in place of what it showed before, once somebody opens it. */
  take(uri: vscode.Uri, preview: Preview): void;
  /** Shows what was just read of an object, in place of what its document showed before. */
  show(uri: vscode.Uri, preview: Preview): Promise<vscode.TextEditor>;
}

/** Serves the documents, and says above their text what is shown of which object. */
export function createObjectDocuments(editor: Pick<Editor, 'session' | 'lab'>): ObjectDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const lensesChanged = new vscode.EventEmitter<void>();
  /** What was read for a document that is about to be shown. */
  const fresh = new Map<string, Preview>();
  /** What open documents show. */
  const shown = new Map<string, Preview>();

  const provideTextDocumentContent = async (
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string> => {
    const place = readObjectUri(uri);
    const id = uri.toString();
    const show = (preview: Preview): string => {
      shown.set(id, preview);
      lensesChanged.fire();
      return previewText(preview, s3UriOf(place));
    };
    const ready = fresh.get(id);
    if (ready) {
      fresh.delete(id);
      return show(ready);
    }
    // VS Code brings this document back by itself, say after a reload.
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    const read = await readObject(editor, place, controller.signal);
    subscription.dispose();
    if (read.preview) return show(read.preview);
    shown.delete(id);
    return [s3UriOf(place), '', ...read.problem.sentences, ''].join('\n');
  };

  const subscriptions = [
    changed,
    lensesChanged,
    vscode.workspace.registerTextDocumentContentProvider(objectScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: objectScheme },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        provideCodeLenses: ({ uri }) => objectLenses(readObjectUri(uri), shown.get(uri.toString())),
      },
    ),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
  ];
  const take = (uri: vscode.Uri, preview: Preview): void => {
    const id = uri.toString();
    fresh.set(id, preview);
    const open = vscode.workspace.textDocuments.some((document) => document.uri.toString() === id);
    if (open) changed.fire(uri);
  };
  return {
    take,
    show: async (uri, preview) => {
      take(uri, preview);
      const document = await vscode.workspace.openTextDocument(uri);
      if (preview.kind === 'text' && preview.json && document.languageId !== 'json') {
        await vscode.languages.setTextDocumentLanguage(document, 'json');
      }
      return vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
