import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { Preview } from '../../lab/preview/previewObject.ts';
import { previewFacts } from '../../lab/preview/previewText.ts';
import { s3UriOf, type ObjectPlace } from './objectUri.ts';

/** The row above the text: what of the object is shown, in whose account it lies, and what can be done with it. */
export async function objectLenses(
  place: ObjectPlace,
  preview: Preview | undefined,
): Promise<vscode.CodeLens[]> {
  if (!preview) return [];
  const { owner } = place;
  const lens = (title: string, command = '', ...args: unknown[]): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: args });
  const whose =
    owner?.kind === 'practice'
      ? vscode.l10n.t('practice account')
      : vscode.l10n.t('account {0}', owner?.account ?? '');
  const lenses = [
    lens(`${previewFacts(preview)} · ${whose}`),
    lens(vscode.l10n.t('Copy S3 URI'), commandIds.copyUri, s3UriOf(place)),
  ];
  if (preview.kind === 'text') {
    const { isTable } = await import('../../lab/preview/csvTable.ts');
    if (isTable(preview.text)) {
      lenses.push(lens(vscode.l10n.t('Show as Table'), commandIds.openObject, s3UriOf(place), 'table'));
    }
  }
  return lenses;
}
