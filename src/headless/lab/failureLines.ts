import { explain } from '../../lab/explain/explain.ts';
import type { FailureContext } from '../../lab/explain/words.ts';
import { StageError } from '../../lab/stage.ts';

/** A failure as lines to read: what failed, why, what was or was not changed, and the one thing to do next. */
export function failureLines(reason: unknown, context: FailureContext): string[] {
  const { kind, what, why, changed, nextAction } = explain(reason, context);
  if (kind === 'unknown' && reason instanceof StageError) {
    // Outside of a stage, its own sentence is all that is known of what was changed.
    return [what, ...(context.stage === undefined ? [] : [changed]), `Next: ${nextAction}`];
  }
  // Outside of a stage, an error of the project's own says itself what to do.
  if (kind === 'unknown' && context.stage === undefined && reason instanceof Error) return [reason.message];
  return [what, why, changed, `Next: ${nextAction}`];
}
