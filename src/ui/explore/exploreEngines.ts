import * as vscode from 'vscode';
import { catchUp } from '../commands/catchUp.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';

/** Shows what there is to see in the curated table: lifetimes, sensors, operating conditions, columns. */
export async function exploreEngines(editor: Editor): Promise<void> {
  const { session, lab, folder } = editor;
  const { createExploration } = await import('../../lab/explore/exploration.ts');
  const source = createExploration({
    context: async (signal) => {
      const [account, event] = await Promise.all([session.account(signal), lab.event(), folder.ready]);
      return { account, event, files: folder.files() };
    },
    // The split is the first stage that reads the table.
    makeTable: () => catchUp(editor, 'split'),
  });
  showPictures(editor, { key: 'explore', title: vscode.l10n.t('Explore Engines'), source });
}
