import * as vscode from 'vscode';
import { viewIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { Preview } from '../../lab/preview/previewObject.ts';
import { parseS3Uri } from '../../lab/s3/s3Uri.ts';
import type { Editor } from '../editor.ts';
import { showProblem } from '../showProblem.ts';
import { showTable } from '../table/tablePanel.ts';
import { isTreeNode } from '../trees/treeNode.ts';
import { objectTable } from './objectTable.ts';
import { objectUri, type ObjectPlace } from './objectUri.ts';
import { readObject } from './readObject.ts';

/** What is being read: whoever opens another object has given up waiting for this one. */
let reading = new AbortController();

/**
 * Opens an object of S3 read-only: text as a document, Parquet and the files of an archive as a table.
 * @param target a row of a tree, or `s3://bucket/key`.
 * @param how `table`: shows text whose lines are the rows of a table as one.
 */
export async function openObject(editor: Editor, target: unknown, how?: unknown): Promise<void> {
  const uri = isTreeNode(target) ? target.uri : target;
  const place = typeof uri === 'string' ? parseS3Uri(uri) : undefined;
  if (!place?.key) return;
  reading.abort();
  const { signal } = (reading = new AbortController());
  const read = await vscode.window.withProgress({ location: { viewId: viewIds.buckets } }, () =>
    readObject(editor, place, signal),
  );
  if (signal.aborted) return;
  if (!read.preview) {
    const { sentences, action } = read.problem;
    showProblem(sentences.join(' '), action);
    return;
  }
  await show(editor, read.account, place, read.preview, how === 'table');
}

async function show(
  editor: Editor,
  account: LabAccount,
  place: ObjectPlace,
  preview: Preview,
  asTable: boolean,
): Promise<void> {
  const table = await objectTable(editor, account, place, preview, asTable);
  if (table) showTable(editor, table, vscode.ViewColumn.Active);
  else await editor.objectDocuments.show(objectUri(account, place.bucket, place.key), preview);
}
