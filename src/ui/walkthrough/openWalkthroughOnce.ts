import type { Editor } from '../editor.ts';
import { createFolderMemory } from '../folder/folderMemory.ts';
import { openWalkthrough } from './openWalkthrough.ts';

/** Opens the walkthrough in a lab workspace that has not shown it yet, and in one that somebody just made. */
export async function openWalkthroughOnce(editor: Editor): Promise<void> {
  const memory = createFolderMemory(editor.extension);
  await editor.folder.ready;
  const { uri } = editor.folder;
  if (!uri) return;
  const isNew = await memory.takeHandOver(uri.fsPath);
  if (memory.walkthroughShown() && !isNew) return;
  await memory.rememberWalkthroughShown();
  await openWalkthrough();
}
