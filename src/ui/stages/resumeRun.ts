import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { isAlive } from './isAlive.ts';
import type { RunNote } from './runNote.ts';

/** How often to see whether the process of the window before has ended, in ms. */
const lookEvery = 200;

/** Takes up a run that is noted, beside everything else; it ends with what is disposed of. */
export function startResuming(editor: Pick<Editor, 'lab' | 'runs' | 'log'>, note: RunNote): Disposable {
  const controller = new AbortController();
  resumeRun(editor, note, controller.signal).catch((error: unknown) => {
    if (!controller.signal.aborted) editor.log.error('Could not take up the run again:', error);
  });
  return { dispose: () => controller.abort() };
}

/**
 * Takes up the run that this workspace's window was at when it went, once that window's process has ended: as long as
 * that lives, it works on itself, and its stage shows as running here. Without a note nothing is asked of any account.
 */
async function resumeRun(
  { lab, runs, log }: Pick<Editor, 'lab' | 'runs' | 'log'>,
  note: RunNote,
  signal: AbortSignal,
): Promise<void> {
  const first = await note.read();
  const [id] = first?.ids ?? [];
  if (!first || !id) return;
  await trusted();
  lab.tell({ kind: 'found', id, text: 'Taking it up again', at: first.started });
  for (;;) {
    const noted = await note.read();
    if (signal.aborted) return;
    if (!noted) {
      await lab.check();
      return;
    }
    if (!isAlive(noted.pid)) {
      log.info(`Taking up again: ${noted.ids.join(', ')}`);
      await runs.resume(noted);
      await lab.check();
      return;
    }
    await sleep(lookEvery, undefined, { signal });
  }
}

/** Resolves once the workspace is trusted. */
async function trusted(): Promise<void> {
  if (vscode.workspace.isTrusted) return;
  await new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidGrantWorkspaceTrust(() => {
      subscription.dispose();
      resolve();
    });
  });
}
