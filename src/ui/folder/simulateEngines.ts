import * as vscode from 'vscode';
import { withStop } from '../withStop.ts';

/**
 * Simulates engines into a folder that holds no data, with progress that can be cancelled. Answers whether they are
 * there; throws when `signal` comes, or the folder cannot be written.
 */
export async function simulateEngines(folder: string, signal?: AbortSignal): Promise<boolean> {
  const done = await withStop(
    vscode.l10n.t('No engine data yet: simulating engines'),
    async (stop, report) => {
      // The generator and its facts are large, and most windows never need them.
      const { provideFleet } = await import('../../lab/fleet/provideFleet.ts');
      await provideFleet(folder, {
        signal: signal ? AbortSignal.any([signal, stop]) : stop,
        onFile: (written, total) =>
          report({ increment: 100 / total, message: vscode.l10n.t('{0} of {1} files', written, total) }),
      });
      return true;
    },
  );
  return done ?? false;
}
