import * as vscode from 'vscode';
import type { LivePublishing } from '../../lab/publish/live/livePublishing.ts';
import { stageArguments } from '../commands/stageArguments.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';

/** The run of each window's editor: its tab may be closed and opened again while it goes on. */
const runs = new WeakMap<Editor, LivePublishing>();

/**
 * Opens the view in which engines send their lines as they run. It is begun, paused and stopped there; as a run of the
 * publish stage it is the only one in its window, and asks what publishing asks.
 */
export async function publishLive(editor: Editor, ...args: unknown[]): Promise<void> {
  const { lab, runs: stageRuns } = editor;
  const { yes } = stageArguments(args);
  const [{ LivePublishing: Live }, { createLiveSource }] = await Promise.all([
    import('../../lab/publish/live/livePublishing.ts'),
    import('../../lab/publish/live/liveSource.ts'),
  ]);
  const live = runs.get(editor) ?? new Live();
  runs.set(editor, live);
  const title = vscode.l10n.t('Publish Live');
  const source = createLiveSource({
    live,
    start: () =>
      void stageRuns.work(
        'publish',
        title,
        (context, onProgress, signal) => live.run(context, onProgress, signal),
        { isRun: true, yes },
      ),
    stop: () => stageRuns.cancel(),
    isPublished: () => lab.board.publish.state === 'done',
    onDidChange: (listener) => {
      const following = lab.onDidChange(listener);
      return () => {
        following.dispose();
      };
    },
  });
  showPictures(editor, { key: 'publish-live', title, source });
  // Whether anything is left to send is told before somebody presses Start.
  if (lab.board.publish.state === 'unknown') void lab.check(['survey', 'publish']);
}
