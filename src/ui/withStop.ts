import * as vscode from 'vscode';

/** Says how far something is: words, and how many percent more are done. */
export type Report = (progress: { readonly message?: string; readonly increment?: number }) => void;

/**
 * Does something with a progress notification that can be cancelled. Answers undefined when it was: cancelling is no
 * error.
 */
export async function withStop<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      const subscription = token.onCancellationRequested(() => stop.abort());
      try {
        return await work(stop.signal, (done) => progress.report(done));
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        throw error;
      } finally {
        subscription.dispose();
      }
    },
  );
}
