import path from 'node:path';
import * as vscode from 'vscode';
import { copyLabFiles } from '../../lab/files/copyLabFiles.ts';
import { folderProblem, type FolderProblem } from '../../lab/files/folderProblem.ts';
import { readShippedFiles } from '../../lab/files/shippedFiles.ts';
import { holdsData } from '../../lab/dataset/holdsData.ts';
import { commandIds } from '../../ids.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { Refusal } from '../refusal.ts';
import { openWalkthrough } from '../walkthrough/openWalkthrough.ts';
import { chooseEdited, keepEdited } from './chooseEdited.ts';
import { chooseFolder } from './chooseFolder.ts';
import { readText, writeText } from './fileText.ts';
import { createFolderMemory } from './folderMemory.ts';
import { simulateEngines } from './simulateEngines.ts';

/**
 * Puts the lab's files and engine data into a folder of the user's and opens it.
 * @param args `{ folder: '/path' }` asks nothing: the folder is taken, and edited files stay as they are.
 */
export async function openLabFolder(editor: Editor, args?: unknown): Promise<void> {
  const given = folderOf(args);
  const folder = given ?? (await chooseFolder(editor));
  if (folder === undefined) return;
  await checkFolder(editor.extension.extensionPath, folder);
  await fillFolder(editor, vscode.Uri.file(folder), given === undefined);
  if (!(await holdsData(path.join(folder, 'data')))) {
    // Without engines the folder is of use all the same; they are simulated when something asks for them.
    await simulateEngines(path.join(folder, 'data')).catch((error: unknown) =>
      editor.log.warn('Simulating:', error),
    );
  }
  const uri = vscode.Uri.file(folder);
  const isOpen = vscode.workspace.workspaceFolders?.some((open) => open.uri.fsPath === uri.fsPath);
  if (isOpen) {
    await editor.folder.refresh();
    await openWalkthrough();
    return;
  }
  // Opening a folder loads this window again, which takes the note, or opens another one.
  await createFolderMemory(editor.extension).handOver(uri.fsPath);
  await vscode.commands.executeCommand('vscode.openFolder', uri);
}

function folderOf(args: unknown): string | undefined {
  const folder = argument([args], 'folder');
  if (folder === undefined) return undefined;
  if (typeof folder !== 'string' || !path.isAbsolute(folder)) {
    throw new Refusal(
      vscode.l10n.t('Give the lab folder as an absolute path, such as {0}.', '{ "folder": "/home/me/lab" }'),
      chooseAgain(),
    );
  }
  return path.normalize(folder).replace(/(?<=.)[/\\]$/, '');
}

/** Throws a Refusal for a folder that cannot be the lab's. */
async function checkFolder(project: string, folder: string): Promise<void> {
  const problem = await folderProblem(project, folder);
  if (!problem) return;
  const sentences = {
    project: vscode.l10n.t(
      '{0} belongs to the extension itself. Choose another folder for your lab.',
      folder,
    ),
    file: vscode.l10n.t('{0} is a file. Choose a folder for your lab.', folder),
    readOnly: vscode.l10n.t('You cannot write to {0}. Choose another folder for your lab.', folder),
  } satisfies Record<FolderProblem, string>;
  throw new Refusal(sentences[problem], chooseAgain());
}

const chooseAgain = () => ({
  title: vscode.l10n.t('Choose Another Folder'),
  command: commandIds.openLabFolder,
});

async function fillFolder(editor: Editor, folder: vscode.Uri, asks: boolean): Promise<void> {
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const isThere = async (uri: vscode.Uri): Promise<boolean> =>
    vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
  const { version } = editor.extension.extension.packageJSON as { version: string };
  const copied = await copyLabFiles(
    await readShippedFiles(editor.extension.extensionPath),
    {
      read: async (name) => ((await isThere(at(name))) ? readText(at(name)) : undefined),
      write: async (name, text) => writeText(at(name), text),
    },
    version,
    asks ? (file) => chooseEdited(at(file.name), file) : keepEdited,
  );
  for (const [what, names] of Object.entries(copied) as [string, string[]][]) {
    if (names.length > 0) editor.log.info(`Lab folder ${folder.fsPath}, ${what}: ${names.join(', ')}`);
  }
}
