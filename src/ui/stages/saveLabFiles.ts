import * as vscode from 'vscode';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import type { LabFolder } from '../folder/labFolder.ts';

/** Saves the lab's files that were edited: stages read them from the disk. */
export async function saveLabFiles(folder: LabFolder): Promise<void> {
  const places = Object.values(labFileNames).map((name) => folder.find(name)?.toString());
  const edited = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && places.includes(uri.toString()),
  );
  await Promise.all(edited.map((document) => document.save()));
}
