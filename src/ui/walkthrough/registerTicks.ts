import * as vscode from 'vscode';
import { setContextKey } from '../contextKeys.ts';
import type { Editor } from '../editor.ts';

/**
 * Lets the walkthrough, whenever it is shown, tick what was reached before.
 *
 * VS Code ticks a step when its key turns true. It reads a walkthrough only when one is first shown, and a key that is true
 * by then never turns: the step of a stage that was done before would stay open. So each step waits for a second key as
 * well, which is true for a moment after an editor of the walkthrough's kind appears. To extensions such an editor is a
 * tab with an input of no known kind, as are some others; for those the key changes nothing.
 */
export function registerTicks({ extension }: Editor): void {
  extension.subscriptions.push(
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      if (![...opened, ...changed].some(({ input }) => input === undefined)) return;
      setContextKey('walkthroughShown', true);
      setContextKey('walkthroughShown', false);
    }),
  );
}
