import * as vscode from 'vscode';
import type { StageId } from '../../lab/facts.ts';
import { runStage, type Outcome } from '../../lab/runStage.ts';
import type { Stage } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';
import type { LabModel } from './labModel.ts';
import type { Disposable } from '../disposable.ts';

/** What runs in this window, one stage after the other; never two at the same time. */
export interface StageRuns extends Disposable {
  /** The stage that runs now. */
  readonly running: StageId | undefined;
  readonly onDidChange: vscode.Event<void>;
  /**
   * Runs stages in this order until one does not end well, with progress that can be cancelled; says their time and
   * price first where they cost something. Answers with how each ended; failures have been shown by then.
   */
  run(ids: readonly StageId[], options?: { readonly again?: boolean }): Promise<readonly Outcome[]>;
  cancel(): void;
}

/** Runs for this window. */
export function createStageRuns(lab: LabModel): StageRuns {
  const changed = new vscode.EventEmitter<void>();
  let running: StageId | undefined;
  let controller = new AbortController();
  return {
    get running() {
      return running;
    },
    onDidChange: changed.event,
    run: async (ids, options) => {
      controller = new AbortController();
      const outcomes: Outcome[] = [];
      for (const id of ids) {
        running = id;
        changed.fire();
        const stage: Stage = stages[id];
        const outcome = await runStage(
          stage,
          await lab.context(),
          () => undefined,
          controller.signal,
          options,
        );
        outcomes.push(outcome);
        if (outcome.kind !== 'done') break;
      }
      running = undefined;
      changed.fire();
      return outcomes;
    },
    cancel: () => controller.abort(),
    dispose: () => changed.dispose(),
  };
}
