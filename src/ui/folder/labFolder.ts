import path from 'node:path';
import * as vscode from 'vscode';
import { dataSourceOf } from '../../lab/dataset/dataSource.ts';
import { findLabData, type LabData } from '../../lab/dataset/labData.ts';
import { StageError, type LabFiles } from '../../lab/stage.ts';
import { setContextKey } from '../contextKeys.ts';
import type { Disposable } from '../disposable.ts';
import type { DataInUse } from './dataInUse.ts';
import { readText, writeText } from './fileText.ts';
import { createFolderMemory } from './folderMemory.ts';
import { locateLabFolder, type Located } from './locate.ts';
import { readThrough } from './readThrough.ts';
import { simulateEngines } from './simulateEngines.ts';
import { watchLabFiles } from './watchLabFiles.ts';

/** The folder of the workspace that holds the lab's files, and the engine data in use. */
export interface LabFolder extends Disposable {
  /** Undefined when no lab folder is open in this window, and until it is looked for. */
  readonly uri: vscode.Uri | undefined;
  /** The lab folder has been looked for. */
  readonly ready: Promise<void>;
  /** Another folder, other data, or a file of the lab came or went. */
  readonly onDidChange: vscode.Event<void>;
  /**
   * The lab's files by their usual names, wherever they lie in this folder. One that it lacks is read from the
   * extension's own, which are never written. Throws when no folder is open.
   */
  files(): LabFiles;
  /** Where the file of this usual name (`glue/glue_job.py` …) lies; undefined when there is none. */
  find(name: string): vscode.Uri | undefined;
  /** Whose engines are in use, and where their files lie; undefined while there are none. */
  readonly dataInUse: DataInUse | undefined;
  /**
   * The engine data, of those files that `names` lists (all when left out). Engines are simulated where there is no data,
   * with progress. Throws one sentence when there is none or it cannot be read.
   */
  data(signal?: AbortSignal, names?: readonly string[]): Promise<LabData>;
  /** Takes the data of another folder from now on, or with undefined that of the lab folder. */
  useData(folder: string | undefined): Promise<void>;
  /** Where engine data of the lab folder goes, as a path of this machine. Throws when no lab folder is open. */
  dataHome(): string;
  /** Looks for the folder and its data again. */
  refresh(): Promise<void>;
}

/** The lab folder among the workspace's folders. In a workspace that is not trusted there is none. */
export function createLabFolder(extension: vscode.ExtensionContext, log: vscode.LogOutputChannel): LabFolder {
  const changed = new vscode.EventEmitter<void>();
  const memory = createFolderMemory(extension);
  let located: Located | undefined;
  let dataInUse: DataInUse | undefined;
  let looking = Promise.resolve();
  let simulating: Promise<boolean> | undefined;

  const need = (): Located => {
    if (located) return located;
    throw new StageError(
      vscode.l10n.t('No lab folder is open in this window.'),
      vscode.l10n.t('Open one with the command "CMAPSS Lab: Open Lab Folder".'),
    );
  };
  // A folder that is not on this machine's disk cannot hold files that are read through; the extension's own can.
  const dataHome = (): string => {
    const { uri } = need();
    return uri.scheme === 'file'
      ? path.join(uri.fsPath, 'data')
      : vscode.Uri.joinPath(extension.globalStorageUri, 'data').fsPath;
  };
  const dataFolder = (): string =>
    memory.dataFolder() ?? (located?.data?.scheme === 'file' ? located.data.fsPath : dataHome());
  const look = async (): Promise<void> => {
    located = vscode.workspace.isTrusted ? await locateLabFolder(extension.extensionPath) : undefined;
    setContextKey('labFolder', located !== undefined);
    const folder = located && dataFolder();
    const source = folder === undefined ? undefined : await dataSourceOf(folder);
    dataInUse = folder !== undefined && source ? { folder, source } : undefined;
    changed.fire();
  };
  const refresh = (): Promise<void> => {
    looking = looking
      .then(look)
      .catch((error: unknown) => log.error('Could not look for the lab folder:', error));
    return looking;
  };
  void refresh();
  const subscriptions = [
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    watchLabFiles(refresh),
  ];

  return {
    get uri() {
      return located?.uri;
    },
    get ready() {
      return looking;
    },
    onDidChange: changed.event,
    files: () => {
      if (!vscode.workspace.workspaceFolders?.length) need();
      return {
        read: async (name) => {
          await looking;
          return readText(need().files.get(name) ?? vscode.Uri.joinPath(extension.extensionUri, name));
        },
        write: async (name, text) => {
          await looking;
          const uri = need().files.get(name);
          if (uri) await writeText(uri, text);
        },
      };
    },
    find: (name) => located?.files.get(name),
    get dataInUse() {
      return dataInUse;
    },
    data: async (signal, names) => {
      await looking;
      if (!dataInUse) {
        const folder = dataHome();
        simulating ??= simulateEngines(folder, signal).finally(() => (simulating = undefined));
        if (!(await simulating)) throw new vscode.CancellationError();
        await refresh();
      }
      const { folder, source } = dataInUse ?? { folder: dataFolder(), source: undefined };
      // Somebody's own file that breaks the format would spoil the table once it is published.
      if (source === 'own') await readThrough(folder);
      return findLabData(folder, names);
    },
    useData: async (folder) => {
      await memory.rememberDataFolder(folder);
      await refresh();
    },
    dataHome,
    refresh,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
