import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';

/** Asks where the lab folder is to be, with one place to take at once; undefined when nothing was chosen. */
export async function chooseFolder({ folder }: Editor): Promise<string | undefined> {
  const here = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const usual = path.join(os.homedir(), 'cmapss-lab');
  const places = [
    ...here.map(({ uri }) => ({
      label: `$(folder-opened) ${shown(uri.fsPath)}`,
      description:
        uri.toString() === folder.uri?.toString()
          ? vscode.l10n.t('the lab folder open now')
          : vscode.l10n.t('the folder open now'),
      path: uri.fsPath,
    })),
    { label: `$(home) ${shown(usual)}`, description: vscode.l10n.t('default'), path: usual },
  ];
  // A folder that is no lab folder is somebody's other work: the default place comes first then.
  if (!folder.uri) places.unshift(...places.splice(-1));
  const other = { label: `$(folder) ${vscode.l10n.t('Another Folder…')}`, description: '', path: undefined };
  const chosen = await vscode.window.showQuickPick(
    [...places.filter((place, index) => places.findIndex((one) => one.path === place.path) === index), other],
    {
      title: vscode.l10n.t('Open Lab Folder'),
      placeHolder: vscode.l10n.t("Choose a folder for the lab's script, queries, and data"),
      // A step of the walkthrough that unfolds takes the focus when its picture has loaded.
      ignoreFocusOut: true,
    },
  );
  if (!chosen || chosen.path !== undefined) return chosen?.path;
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Use as Lab Folder'),
    })) ?? [];
  return picked?.fsPath;
}

/** A path with the home folder as `~`. */
function shown(folder: string): string {
  const below = path.relative(os.homedir(), folder);
  return below && !below.startsWith('..') && !path.isAbsolute(below) ? path.join('~', below) : folder;
}
