import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import type { OnProgress } from '../progress.ts';

/** Passes on what a log stream has got since the last call; a log that may not be read is no failure. */
export function createLogFollower(
  { ports }: LabAccount,
  group: string,
  stream: string,
  onProgress: OnProgress,
): (signal: AbortSignal) => Promise<void> {
  let token: string | undefined;
  let readable = true;
  return async (signal) => {
    while (readable) {
      try {
        const page = await ports.logs.lines(group, stream, token, signal);
        for (const { message } of page.lines) {
          for (const line of message.split('\n')) {
            if (line.trim()) onProgress({ kind: 'log', line: line.trimEnd() });
          }
        }
        // CloudWatch answers with the same token when there is nothing more.
        const isLast = page.token === token || page.lines.length === 0;
        token = page.token;
        if (isLast) return;
      } catch (error) {
        signal.throwIfAborted();
        if (!isAccessDenied(error)) throw error;
        readable = false;
      }
    }
  };
}
