import { StageError } from '../../lab/stage.ts';

/** A failure as sentences to read: what is wrong, and what to do. */
export function failureText(reason: unknown): string {
  if (reason instanceof StageError) return `${reason.message}\n${reason.fix}`;
  return reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
}
