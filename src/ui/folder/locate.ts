import * as vscode from 'vscode';
import { findDataFolder, findLabFiles } from '../../lab/files/findLabFiles.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import { labFolderNoteName } from '../../lab/files/labFolderNote.ts';
import { liesInProject } from '../../lab/files/liesInProject.ts';
import { listFiles } from './listFiles.ts';

/** A lab folder, and what of the lab lies where in it. */
export interface Located {
  readonly uri: vscode.Uri;
  /** The lab's files by their usual names. */
  readonly files: ReadonlyMap<string, vscode.Uri>;
  /** Holds training files; undefined when none does. */
  readonly data: vscode.Uri | undefined;
}

/**
 * The first of the workspace's folders that is a lab folder: it has the lab's note, or the job's script and the query
 * that splits the rows, wherever they lie. The program's own folder is none: files would be patched there.
 */
export async function locateLabFolder(project: string): Promise<Located | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme === 'file' && liesInProject(project, uri.fsPath)) continue;
    const at = (path: string): vscode.Uri => vscode.Uri.joinPath(uri, path);
    const paths = await listFiles(async (folder) =>
      (await vscode.workspace.fs.readDirectory(at(folder))).map(
        ([name, type]) => [name, (type & vscode.FileType.Directory) !== 0] as const,
      ),
    );
    const found = await findLabFiles(paths, async (path) =>
      Buffer.from(await vscode.workspace.fs.readFile(at(path))).toString('utf8'),
    );
    const isLab =
      paths.includes(labFolderNoteName) ||
      (found.has(labFileNames.jobScript) && found.has(labFileNames.split));
    if (!isLab) continue;
    const data = findDataFolder(paths);
    return {
      uri,
      files: new Map([...found].map(([name, path]) => [name, at(path)])),
      data: data === undefined ? undefined : at(data),
    };
  }
  return undefined;
}
