import type { StageId } from '../../lab/facts.ts';
import type { Progress } from '../../lab/progress.ts';
import { runStage, type Outcome } from '../../lab/runStage.ts';
import { StageError, type LabContext, type Stage } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';
import { workflowStages } from '../../lab/workflow/workflowStages.ts';
import { failureLines } from './failureLines.ts';
import type { StageResult } from './results.ts';
import type { Screen } from './screen.ts';

/** After Ctrl+C, what a stage still does is waited for this long, in ms; then the run ends without it. */
const longestEnd = 300;

/** Runs stages one after the other until one is not done; answers with how each ended. */
export async function walk(
  ids: readonly StageId[],
  context: LabContext,
  options: {
    readonly again: StageId | undefined;
    /** Only one stage is asked for, so those it needs are checked, not run. */
    readonly alone: boolean;
    readonly profile: string | undefined;
    /** Crawlers and job run by their Glue workflow. */
    readonly workflow: boolean;
  },
  screen: Screen,
  signal: AbortSignal,
): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const id of ids) {
    const began = performance.now();
    let perSecond: number | undefined;
    screen.begin(id);
    const onProgress = (progress: Progress): void => {
      if (progress.kind === 'count') perSecond = progress.perSecond ?? perSecond;
      screen.progress(progress);
    };
    const stage: Stage = (options.workflow ? workflowStages : stages)[id];
    const missing = options.alone ? await missingNeed(stage, context, signal) : undefined;
    const outcome: Outcome = missing
      ? { kind: 'failed', reason: missing }
      : await unlessCancelled(
          runStage(stage, context, onProgress, signal, { again: options.again === id }),
          signal,
        );
    const { kind, region } = context.account;
    const result: StageResult = {
      id,
      outcome,
      seconds: (performance.now() - began) / 1000,
      ...(outcome.kind === 'failed' && {
        failure: missing
          ? [missing.message, 'Nothing was changed.', `Next: ${missing.fix}`]
          : failureLines(outcome.reason, { account: kind, region, stage: id, profile: options.profile }),
      }),
      ...(perSecond !== undefined && { perSecond }),
    };
    results.push(result);
    screen.end(result);
    if (outcome.kind !== 'done') break;
  }
  return results;
}

/** The outcome of a run, or, a while after the signal, that it is cancelled: not every run ends at once by itself. */
async function unlessCancelled(run: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  let onAbort = (): void => undefined;
  const cancelled = new Promise<Outcome>((resolve) => {
    onAbort = () => void setTimeout(() => resolve({ kind: 'cancelled' }), longestEnd).unref();
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([run, cancelled]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Why a stage cannot run alone: a stage before it is not done. */
async function missingNeed(
  stage: Stage,
  context: LabContext,
  signal: AbortSignal,
): Promise<StageError | undefined> {
  for (const id of stage.needs) {
    try {
      const check = await stages[id].check(context, signal);
      if (!check.done) {
        return new StageError(
          `"${stage.title}" needs "${stages[id].title}" first: ${check.reason}`,
          `Run it with --only ${id}, or leave --only away to ${stage.optional ? 'do the lab first' : 'run all that is missing'}.`,
        );
      }
    } catch {
      // The stage's own run meets the same fault, and tells it.
      return undefined;
    }
  }
  return undefined;
}
