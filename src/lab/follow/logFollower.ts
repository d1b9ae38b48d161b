import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import type { OnProgress } from '../progress.ts';
import { logPages } from './logPages.ts';

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
    if (!readable) return;
    try {
      for await (const page of logPages(ports.logs, group, stream, token, signal)) {
        token = page.token;
        for (const { message } of page.lines) {
          for (const line of message.split('\n')) {
            if (line.trim()) onProgress({ kind: 'log', line: line.trimEnd() });
          }
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!isAccessDenied(error)) throw error;
      readable = false;
    }
  };
}
