import type { Editor } from '../editor.ts';
import { openWalkthroughOnce } from '../walkthrough/openWalkthroughOnce.ts';
import { registerAthenaMarks } from './athenaMarks.ts';
import { registerFileLenses } from './fileLenses.ts';
import { registerNameDiagnostics } from './nameDiagnostics.ts';
import { registerProposedTexts } from './proposedTexts.ts';
import { registerSqlDiagnostics } from './sqlDiagnostics.ts';

/** What the editor shows in the lab's files; it ends with the extension. */
export function registerLabFiles(editor: Editor): void {
  editor.extension.subscriptions.push(
    registerProposedTexts(),
    registerFileLenses(editor),
    registerNameDiagnostics(editor),
    registerSqlDiagnostics(editor),
    registerAthenaMarks(),
  );
  openWalkthroughOnce(editor).catch((error: unknown) =>
    editor.log.error('Could not open the walkthrough:', error),
  );
}
