import path from 'node:path';
import type * as vscode from 'vscode';

const dataFolderKey = 'cmapssLab.dataFolder';
const walkthroughKey = 'cmapssLab.walkthroughShown';
const handOffKey = 'cmapssLab.openedFolder';

/** How long a note waits for the window to load again, in ms. */
const handOffLimit = 2 * 60_000;

/** What is remembered of lab folders from one window to the next; whatever is not of its type counts as not there. */
export interface FolderMemory {
  /** Where the engine data of this workspace lies, when somebody chose a place. */
  dataFolder(): string | undefined;
  rememberDataFolder(folder: string | undefined): Promise<void>;
  /** Whether this workspace has shown its walkthrough. */
  walkthroughShown(): boolean;
  rememberWalkthroughShown(): Promise<void>;
  /** Leaves a note for the window that opens this folder. */
  handOver(folder: string): Promise<void>;
  /** Takes the note, if one was left for this folder a moment ago. */
  takeHandOver(folder: string): Promise<boolean>;
}

/** The memory of the extension in this workspace. */
export function createFolderMemory({
  workspaceState,
  globalState,
}: Pick<vscode.ExtensionContext, 'workspaceState' | 'globalState'>): FolderMemory {
  return {
    dataFolder: () => {
      const folder = workspaceState.get<unknown>(dataFolderKey);
      return typeof folder === 'string' && path.isAbsolute(folder) ? folder : undefined;
    },
    rememberDataFolder: async (folder) => workspaceState.update(dataFolderKey, folder),
    walkthroughShown: () => workspaceState.get<unknown>(walkthroughKey) === true,
    rememberWalkthroughShown: async () => workspaceState.update(walkthroughKey, true),
    handOver: async (folder) => globalState.update(handOffKey, { folder, at: Date.now() }),
    takeHandOver: async (folder) => {
      const note = globalState.get<unknown>(handOffKey);
      if (typeof note !== 'object' || note === null) return false;
      const { folder: wanted, at } = note as { folder?: unknown; at?: unknown };
      if (wanted !== folder) return false;
      await globalState.update(handOffKey, undefined);
      return typeof at === 'number' && Math.abs(Date.now() - at) < handOffLimit;
    },
  };
}
