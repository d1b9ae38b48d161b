import * as vscode from 'vscode';
import type { Disposable } from '../disposable.ts';

/** Files whose coming and going changes what the lab folder is. */
const watched = '**/{glue_job.py,*.sql,*.ipynb,.cmapss-lab.json,train_*.txt}';

/** Several files come and go together; ms to wait for the last one. */
const pause = 300;

/** Calls back a moment after files of the lab came or went. */
export function watchLabFiles(onChange: () => unknown): Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(watched, false, true, false);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, pause);
  };
  const subscriptions = [watcher, watcher.onDidCreate(soon), watcher.onDidDelete(soon)];
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
