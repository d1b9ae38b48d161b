import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { previewObject, type Preview } from '../../lab/preview/previewObject.ts';
import type { Editor } from '../editor.ts';
import type { Action } from '../action.ts';
import { liesIn, s3UriOf, type ObjectPlace } from './objectUri.ts';

/** What came of reading an object: something to show, or why not. */
export type ReadObject =
  | { readonly preview: Preview; readonly account: LabAccount }
  | { readonly preview?: undefined; readonly problem: ReadProblem };

/** Why an object is not shown. */
export interface ReadProblem {
  /** What is wrong, and what to do about it. */
  readonly sentences: readonly string[];
  /** The one thing to do. */
  readonly action: Action;
}

/** Reads as much of an object as is shown. Never throws; once `signal` has come, the answer does not count. */
export async function readObject(
  { session, lab }: Pick<Editor, 'session' | 'lab'>,
  place: ObjectPlace,
  signal: AbortSignal,
): Promise<ReadObject> {
  try {
    const account = await session.account(signal);
    if (!liesIn(place, account)) return { problem: otherAccount(place) };
    const preview = await previewObject(account.ports, place.bucket, place.key, signal);
    return preview ? { preview, account } : { problem: gone() };
  } catch (error) {
    const { what, why, nextAction } =
      session.state.kind === 'failed' ? session.state.failure : lab.explain(error);
    const again = {
      title: vscode.l10n.t('Try Again'),
      command: commandIds.openObject,
      args: [s3UriOf(place)],
    };
    return { problem: { sentences: [what, why, nextAction], action: again } };
  }
}

const otherAccount = ({ owner }: ObjectPlace): ReadProblem => ({
  sentences: [
    vscode.l10n.t(
      'This object lies in account {0} in {1}, and this window works in another account.',
      owner?.account ?? '',
      owner?.region ?? '',
    ),
    vscode.l10n.t('Choose that account, then open the object again.'),
  ],
  action: { title: vscode.l10n.t('Choose Account'), command: commandIds.chooseAccount },
});

const gone = (): ReadProblem => ({
  sentences: [
    vscode.l10n.t('There is no such object (any more).'),
    vscode.l10n.t('Refresh the tree to see what is there.'),
  ],
  action: { title: vscode.l10n.t('Refresh'), command: commandIds.refresh },
});
