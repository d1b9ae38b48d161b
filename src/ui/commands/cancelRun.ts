import type { Editor } from '../editor.ts';

/** Cancels what runs in this window. */
export function cancelRun({ runs }: Editor): void {
  runs.cancel();
}
