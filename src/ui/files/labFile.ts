import type * as vscode from 'vscode';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import type { Edit } from '../../lab/patch/edits.ts';
import { foreignNames, type ForeignName } from '../../lab/patch/foreignNames.ts';
import type { LabNames } from '../../lab/patch/labNames.ts';
import { patchPython } from '../../lab/patch/patchPython.ts';
import { patchSql, type CtasFacts } from '../../lab/patch/patchSql.ts';
import type { LabFolder } from '../folder/labFolder.ts';

/** What a file of the lab is written in. */
export type LabLanguage = 'python' | 'sql';

/** Documents that may be files of the lab. */
export const labFileSelector: vscode.DocumentSelector = [
  { pattern: '**/*.sql' },
  { pattern: '**/*.py', language: 'python' },
];

/** The language of a file of the lab: its job script, or any query in its folder; undefined for other files. */
export function labLanguage(uri: vscode.Uri, folder: LabFolder): LabLanguage | undefined {
  const { uri: root } = folder;
  if (root?.scheme !== uri.scheme || root.authority !== uri.authority) return undefined;
  if (!uri.path.startsWith(`${root.path.replace(/\/$/, '')}/`)) return undefined;
  if (/\.sql$/i.test(uri.path)) return 'sql';
  const script = folder.find(labFileNames.jobScript);
  return script?.toString() === uri.toString() || uri.path.endsWith('/glue_job.py') ? 'python' : undefined;
}

/** Names in a document that are not this account's. */
export function foreignIn(
  document: vscode.TextDocument,
  language: LabLanguage,
  names: LabNames,
): ForeignName[] {
  return foreignNames(document.getText(), language, names);
}

/** Edits that patch a text. */
export function patchEdits(
  text: string,
  language: LabLanguage,
  names: LabNames,
  facts: CtasFacts | undefined,
): Edit[] {
  return language === 'python' ? patchPython(text, names) : patchSql(text, names, facts);
}
