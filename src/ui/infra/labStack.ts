import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { briefly } from '../../lab/explain/explain.ts';
import { InfraWork, type DoneBy } from '../../lab/infra/infraWork.ts';
import type { OnProgress } from '../../lab/progress.ts';
import type { Action } from '../action.ts';
import type { Editor } from '../editor.ts';
import { failureAction } from '../failureAction.ts';
import { Refusal } from '../refusal.ts';
import { showProblem } from '../showProblem.ts';
import { showProgress } from '../stages/showProgress.ts';

/** What each window has begun with the lab's stack, and how to stop it: its tab may be closed meanwhile. */
const works = new WeakMap<Editor, { readonly work: InfraWork; stop: () => void }>();

function worksOf(editor: Editor) {
  const known = works.get(editor) ?? { work: new InfraWork(), stop: () => undefined };
  works.set(editor, known);
  return known;
}

/** This window's work on the lab's stack. */
export const workOf = (editor: Editor): InfraWork => worksOf(editor).work;

/** Stops what this window has begun; what the account does by itself, it does to its end. */
export const stopWork = (editor: Editor): void => worksOf(editor).stop();

/** The text of the template that ships with the extension. */
export async function readTemplate({ extension }: Editor): Promise<string> {
  const file = vscode.Uri.joinPath(extension.extensionUri, 'infra', 'lab.yaml');
  return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
}

/** What is begun with the lab's stack. */
export interface StackTask {
  readonly title: string;
  readonly by: DoneBy;
  /** What tries it once more. */
  readonly again: Action;
  /** Says what has become of it when somebody has stopped it; nothing needs be said where nothing was changed. */
  readonly whenStopped?: () => void;
}

/**
 * Works on the lab's stack, shown in a notification in which that can be stopped. Answers undefined when it was, or when it
 * failed, which is told with one thing to do about it; the stages are looked at again in any case.
 */
export async function workOnStack<T>(
  editor: Editor,
  { title, by, again, whenStopped }: StackTask,
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
      known.work.run({ doing: title, by }, onProgress, (tell) => work(tell, stop.signal)),
    );
  } catch (error) {
    if (stop.signal.aborted) {
      whenStopped?.();
      return undefined;
    }
    const failure = editor.lab.explain(error);
    showProblem(`${briefly(failure)} ${failure.nextAction}`, failureAction(failure.kind, again));
    return undefined;
  } finally {
    void editor.lab.check();
  }
}
