import * as vscode from 'vscode';
import type { EditedFile, Whose } from '../../lab/files/copyLabFiles.ts';
import { showDifference } from '../files/proposedTexts.ts';

/** Leaves every edited file as it is, and asks again the next time. */
export const keepEdited = (): Promise<Whose> => Promise.resolve(undefined);

/** Asks whose text an edited file is to have, with both side by side when wanted. */
export async function chooseEdited(uri: vscode.Uri, { name, ours }: EditedFile): Promise<Whose> {
  const choices = [
    { label: vscode.l10n.t('Keep Mine'), whose: 'theirs' as const },
    { label: vscode.l10n.t("Take the Lab's"), whose: 'ours' as const },
    { label: vscode.l10n.t('Show the Difference'), whose: 'difference' as const },
  ];
  for (;;) {
    const chosen = await vscode.window.showQuickPick(choices, {
      title: vscode.l10n.t('You edited {0}, and the lab has a newer version', name),
      placeHolder: vscode.l10n.t('Which version do you want in your lab folder?'),
      ignoreFocusOut: true,
    });
    if (chosen?.whose !== 'difference') return chosen?.whose;
    await showDifference(uri, ours, vscode.l10n.t("{0}: yours ↔ the lab's", name));
  }
}
