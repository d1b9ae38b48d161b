import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { briefly } from '../../lab/explain/explain.ts';
import { InfraWork } from '../../lab/infra/infraWork.ts';
import type { OnProgress } from '../../lab/progress.ts';
import type { Editor } from '../editor.ts';
import { failureAction } from '../failureAction.ts';
import { Refusal } from '../refusal.ts';
import { showProblem } from '../showProblem.ts';
import { showProgress } from '../stages/showProgress.ts';

/** What each window has begun with the lab's stack, and how to stop watching it: its tab may be closed meanwhile. */
const works = new WeakMap<Editor, { readonly work: InfraWork; stop: () => void }>();

function worksOf(editor: Editor) {
  const known = works.get(editor) ?? { work: new InfraWork(), stop: () => undefined };
  works.set(editor, known);
  return known;
}

/** This window's work on the lab's stack. */
export const workOf = (editor: Editor): InfraWork => worksOf(editor).work;

/** Stops watching what goes on; AWS does it to its end. */
export const stopWatching = (editor: Editor): void => worksOf(editor).stop();

/** The text of the template that ships with the extension. */
export async function readTemplate({ extension }: Editor): Promise<string> {
  const file = vscode.Uri.joinPath(extension.extensionUri, 'infra', 'lab.yaml');
  return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
}

/**
 * Works on the lab's stack, shown in a notification in which the watching can be ended. Answers undefined when it was, or
 * when it failed, which is told with one thing to do about it; the stages are looked at again in any case.
 */
export async function workOnStack<T>(
  editor: Editor,
  title: string,
  again: { readonly title: string; readonly command: string },
  work: (onProgress: OnProgress, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const known = worksOf(editor);
  const { doing } = known.work.state;
  if (doing !== undefined) {
    throw new Refusal(vscode.l10n.t('{0} has not ended yet.', doing), {
      title: vscode.l10n.t('Show Deployed Resources'),
      command: commandIds.showDeployed,
    });
  }
  const stop = new AbortController();
  known.stop = () => stop.abort();
  try {
    return await showProgress({ title, of: [1, 1], cancel: known.stop }, (onProgress) =>
      known.work.run(title, onProgress, (tell) => work(tell, stop.signal)),
    );
  } catch (error) {
    if (stop.signal.aborted) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Stopped watching; the account goes on. The same command once more follows it.'),
        10_000,
      );
      return undefined;
    }
    const failure = editor.lab.explain(error);
    showProblem(`${briefly(failure)} ${failure.nextAction}`, failureAction(failure.kind, again));
    return undefined;
  } finally {
    void editor.lab.check();
  }
}
