import * as vscode from 'vscode';
import { findLabData, type LabData } from '../../lab/dataset/labData.ts';
import type { LabFiles } from '../../lab/stage.ts';
import type { Disposable } from '../disposable.ts';

/** The folder of the workspace that holds the lab's files, and the engine data in use. */
export interface LabFolder extends Disposable {
  /** Undefined when no lab folder is open in this window. */
  readonly uri: vscode.Uri | undefined;
  /** Another folder, other data, or a file of the lab came or went. */
  readonly onDidChange: vscode.Event<void>;
  /** The lab's files by their usual names, wherever they lie in this folder. Throws when none is open. */
  files(): LabFiles;
  /** Where the file of this usual name (`glue/glue_job.py` …) lies; undefined when there is none. */
  find(name: string): vscode.Uri | undefined;
  /** The engine data. Throws one sentence when there is none or it cannot be read. */
  data(signal?: AbortSignal): Promise<LabData>;
}

/** The lab folder among the workspace's folders. */
export function createLabFolder(): LabFolder {
  const changed = new vscode.EventEmitter<void>();
  const subscription = vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire());
  const uri = (): vscode.Uri | undefined => vscode.workspace.workspaceFolders?.[0]?.uri;
  const need = (): vscode.Uri => {
    const folder = uri();
    if (!folder) throw new Error(vscode.l10n.t('No lab folder is open.'));
    return folder;
  };
  return {
    get uri() {
      return uri();
    },
    onDidChange: changed.event,
    files: () => {
      const folder = need();
      return {
        read: async (name) =>
          Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name))).toString('utf8'),
        write: async (name, text) =>
          vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), Buffer.from(text)),
      };
    },
    find: (name) => {
      const folder = uri();
      return folder && vscode.Uri.joinPath(folder, name);
    },
    data: () => findLabData(vscode.Uri.joinPath(need(), 'data').fsPath),
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
