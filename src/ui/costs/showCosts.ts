import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { accountPlace } from '../../lab/report/accountPlace.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';

/** Shows what the lab has cost so far in the account in use, and what it costs an hour now. */
export async function showCosts(editor: Editor): Promise<void> {
  const { createCostsSource } = await import('../../lab/costs/costsSource.ts');
  const source = createCostsSource({
    context: (signal) => editor.lab.context(signal),
    deleteEndpoint: async (name, account) => {
      const of = accountPlace(account);
      await vscode.commands.executeCommand(commandIds.deleteEndpoint, { name, of });
    },
    now: () => new Date(),
  });
  showPictures(editor, { key: 'costs', title: vscode.l10n.t('Costs'), source });
}
