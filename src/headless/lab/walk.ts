import type { StageId } from '../../lab/facts.ts';
import { runStage } from '../../lab/runStage.ts';
import { StageError, type LabContext, type Stage } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';
import type { StageResult } from './results.ts';
import type { Screen } from './screen.ts';

/** Runs stages one after the other until one is not done; answers with how each ended. */
export async function walk(
  ids: readonly StageId[],
  context: LabContext,
  options: { readonly again: StageId | undefined; readonly alone: boolean },
  screen: Screen,
  signal: AbortSignal,
): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const id of ids) {
    const began = performance.now();
    screen.begin(id);
    const stage: Stage = stages[id];
    const missing = options.alone ? await missingNeed(stage, context, signal) : undefined;
    const outcome = missing
      ? { kind: 'failed' as const, reason: missing }
      : await runStage(stage, context, (progress) => screen.progress(progress), signal, {
          again: options.again === id,
        });
    const result = { id, outcome, seconds: (performance.now() - began) / 1000 };
    results.push(result);
    screen.end(result);
    if (outcome.kind !== 'done') break;
  }
  return results;
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
          `Run it with --only ${id}, or leave --only away to run all that is missing.`,
        );
      }
    } catch {
      // The stage's own run meets the same fault, and tells it.
      return undefined;
    }
  }
  return undefined;
}
