import type { StageFacts, StageId } from './facts.ts';
import type { OnProgress } from './progress.ts';
import { NotDone, type LabContext, type Stage } from './stage.ts';

/** How a stage ended. `ran` is false when its check passed already and nothing was done. */
export type Outcome<Id extends StageId = StageId> =
  | { readonly kind: 'done'; readonly ran: boolean; readonly facts: StageFacts[Id] }
  | { readonly kind: 'cancelled' }
  /** `reason` is a StageError (a NotDone where the check does not pass after the run), or what a service or the machine threw, unchanged. */
  | { readonly kind: 'failed'; readonly reason: unknown };

/**
 * Brings one stage to its end: nothing to do when its check passes on what is up to date, unless `again`, which takes
 * back what is there first; else it runs and is checked. Cancelling is no failure.
 */
export async function runStage<Id extends StageId>(
  stage: Stage<Id>,
  context: LabContext,
  onProgress: OnProgress,
  signal: AbortSignal,
  options: { readonly again?: boolean } = {},
): Promise<Outcome<Id>> {
  try {
    if (options.again) {
      await stage.reset?.(context, onProgress, signal);
    } else {
      onProgress({ kind: 'step', text: 'Looking at what is there' });
      const before = await stage.check(context, signal);
      if (before.done && before.outdated === undefined)
        return { kind: 'done', ran: false, facts: before.facts };
      if (before.done) onProgress({ kind: 'log', line: `Out of date: ${before.outdated}` });
    }
    await stage.run(context, onProgress, signal);
    onProgress({ kind: 'step', text: 'Checking the result' });
    const after = await stage.check(context, signal);
    if (!after.done) return { kind: 'failed', reason: new NotDone(after.reason, after.fix) };
    return { kind: 'done', ran: true, facts: after.facts };
  } catch (reason) {
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', reason };
  }
}
