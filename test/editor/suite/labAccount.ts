import * as vscode from 'vscode';
import { settingIds } from '../../../src/ids.ts';
import type { LabAccount } from '../../../src/lab/account.ts';
import { connectStore } from '../../support/connectStore.ts';
import { rowsOf, treeOf } from './treeRows.ts';

/** The practice account of this window, reached by the test itself; the extension has opened it by then. */
export async function labAccount(): Promise<LabAccount> {
  await rowsOf(await treeOf('buckets'));
  return connectStore(vscode.workspace.getConfiguration().get<string>(settingIds.practiceStore) ?? '');
}
