import * as vscode from 'vscode';
import type { OnProgress } from '../../lab/progress.ts';
import { duration } from '../../lab/report/format.ts';
import { progressText } from '../../lab/report/progressText.ts';

/** The time that has passed is shown anew this often, in ms. */
const tick = 1000;

/** Shows a stage at work: what it does, how far it is, for how long; it can be cancelled there. */
export function showProgress<T>(
  stage: { readonly title: string; readonly of: readonly [number, number]; readonly cancel: () => void },
  work: (onProgress: OnProgress) => Promise<T>,
): Thenable<T> {
  const {
    title,
    of: [number, count],
  } = stage;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: count > 1 ? vscode.l10n.t('{0} ({1} of {2})', title, number, count) : title,
      cancellable: true,
    },
    async (progress, token) => {
      const began = performance.now();
      let text = '';
      const show = (): void => {
        const seconds = Math.floor((performance.now() - began) / 1000);
        // The first second needs no clock.
        const time = seconds ? duration(seconds).replace('.0 s', ' s') : '';
        progress.report({ message: [text, time].filter(Boolean).join(' · ') });
      };
      const timer = setInterval(show, tick);
      const cancelling = token.onCancellationRequested(stage.cancel);
      try {
        return await work((now) => {
          if (now.kind === 'log') return;
          text = progressText(now);
          show();
        });
      } finally {
        clearInterval(timer);
        cancelling.dispose();
      }
    },
  );
}
