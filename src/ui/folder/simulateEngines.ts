import * as vscode from 'vscode';
import { provideFleet } from '../../lab/fleet/provideFleet.ts';

/** Simulates engines into a folder that holds no data, with progress that can be cancelled. Throws when it was. */
export async function simulateEngines(folder: string, signal?: AbortSignal): Promise<void> {
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Simulating engines, since there is no engine data here yet'),
      cancellable: true,
    },
    async (progress, token) => {
      const stop = new AbortController();
      const subscription = token.onCancellationRequested(() => stop.abort());
      const signals = signal ? [signal, stop.signal] : [stop.signal];
      try {
        await provideFleet(folder, {
          signal: AbortSignal.any(signals),
          onFile: (done, total) =>
            progress.report({
              increment: 100 / total,
              message: vscode.l10n.t('{0} of {1} files', done, total),
            }),
        });
      } finally {
        subscription.dispose();
      }
    },
  );
}
