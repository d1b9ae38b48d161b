import * as vscode from 'vscode';
import type { StageId } from '../../lab/facts.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';

/** Files that an attendee edits, with the stage that works with each. */
const madeOf = [
  { file: labFileNames.jobScript, id: 'prepareJob' },
  { file: labFileNames.split, id: 'split' },
] as const;

/** A look waits until edits have paused this long, in ms: files that save themselves are written every second. */
const pause = 1500;

/**
 * Has a stage looked at again when the file that it works with has another text: saved here, or written by another
 * program, such as `git checkout`. An edited script is to be uploaded again, an edited query to be run again. A stage that
 * nobody has looked at yet, or that runs, is left alone, and so is an account that is not open.
 */
export function watchEdits({
  folder,
  lab,
  session,
  runs,
}: Pick<Editor, 'folder' | 'lab' | 'session' | 'runs'>): Disposable {
  const edited = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const places = (): (string | undefined)[] => madeOf.map(({ file }) => folder.find(file)?.toString());
  let before = places();
  void folder.ready.then(() => (before = places()));

  const look = async (): Promise<void> => {
    await folder.ready;
    if (runs.running) return;
    const now = places();
    // A file that has gone, or has come in another's place, counts as edited.
    const ids = madeOf
      .filter((_, index) => now[index] !== before[index] || edited.has(now[index] ?? ''))
      .map(({ id }) => id)
      .filter(isKnown);
    before = now;
    edited.clear();
    if (ids.length > 0 && session.state.kind === 'open') void lab.check(ids);
  };
  const isKnown = (id: StageId): boolean => /^(done|notStarted)$/.test(lab.board[id].state);
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pause);
  };
  const onEdit = (uri: vscode.Uri): void => {
    edited.add(uri.toString());
    soon();
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{py,sql}');
  const subscription = vscode.Disposable.from(
    watcher,
    // What was edited while a stage ran is looked at after it.
    runs.onDidChange(() => edited.size > 0 && soon()),
    watcher.onDidCreate(onEdit),
    watcher.onDidChange(onEdit),
    watcher.onDidDelete(onEdit),
    // Where files cannot be watched, those that are saved here count all the same.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => onEdit(uri)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // An open file follows the disk a moment after it was written there.
      if (!document.isDirty && places().includes(document.uri.toString())) onEdit(document.uri);
    }),
  );
  return {
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}
