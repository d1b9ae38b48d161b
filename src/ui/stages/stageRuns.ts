import * as vscode from 'vscode';
import type { RunEnd } from '../../lab/board/boardEvent.ts';
import type { StageId } from '../../lab/facts.ts';
import { Leaving } from '../../lab/leaving.ts';
import type { Progress } from '../../lab/progress.ts';
import { runStage, type Outcome } from '../../lab/runStage.ts';
import type { LabContext, Stage } from '../../lab/stage.ts';
import { touchedBy } from '../../lab/board/touchedBy.ts';
import { stages } from '../../lab/stages.ts';
import { setContextKey } from '../contextKeys.ts';
import type { Disposable } from '../disposable.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import { createConsent } from './consent.ts';
import type { LabModel } from './labModel.ts';
import { missingNeeds } from './missingNeeds.ts';
import { saveLabFiles } from './saveLabFiles.ts';
import { showEnd } from './showEnd.ts';
import { showFailure, showNeeds, showNoFolder } from './showFailure.ts';
import { showProgress } from './showProgress.ts';

/** How stages are to be run. */
export interface RunOptions {
  /** Takes back first what is there of the first stage, so that it runs though its check passes. */
  readonly again?: boolean | undefined;
  /** Account, data and price have been agreed to: nothing is asked. */
  readonly yes?: boolean | undefined;
}

/** What runs in this window, one stage after the other; never two at the same time. */
export interface StageRuns extends Disposable {
  /** The stage that runs now. */
  readonly running: StageId | undefined;
  readonly onDidChange: vscode.Event<void>;
  /**
   * Runs stages in this order until one does not end well, with progress that can be cancelled; says their time and
   * price first where they cost something. Answers with how each ended; failures have been shown by then. Nothing runs
   * when the lab folder or a stage before is missing (which is said), or when somebody does not agree to it.
   */
  run(ids: readonly StageId[], options?: RunOptions): Promise<readonly Outcome[]>;
  cancel(): void;
}

/** Runs for this window. */
export function createStageRuns(lab: LabModel, folder: LabFolder, log: vscode.LogOutputChannel): StageRuns {
  const changed = new vscode.EventEmitter<void>();
  const consents = createConsent();
  let running: StageId | undefined;
  /** Of the run that is under way, asking for consent included. */
  let controller: AbortController | undefined;
  const set = (id: StageId | undefined): void => {
    running = id;
    setContextKey('running', id !== undefined);
    changed.fire();
  };

  const runOne = async (
    id: StageId,
    context: LabContext,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    again: boolean,
  ): Promise<Outcome> => {
    const stage: Stage = stages[id];
    const tellProgress = (progress: Progress): void => {
      if (progress.kind === 'log') log.info(`${stage.title}: ${progress.line}`);
      else lab.tell({ kind: 'progress', id, progress });
      onProgress(progress);
    };
    log.info(vscode.l10n.t('{0}: begins', stage.title));
    lab.tell({ kind: 'started', id, at: Date.now() });
    const outcome = await runStage(stage, context, tellProgress, signal, { again });
    const end = endOf(outcome, (reason) => lab.explain(reason, id));
    lab.tell({ kind: 'ended', id, at: Date.now(), end });
    log.info(`${stage.title}: ${lab.board[id].state}. ${lab.board[id].text}`);
    if (end.kind === 'failed') {
      log.error(`${stage.title}: ${end.failure.why} ${end.failure.nextAction}\n${end.failure.original}`);
      if (!(signal.reason instanceof Leaving)) showFailure(end.failure, id);
    }
    return outcome;
  };

  const runAll = async (
    ids: readonly StageId[],
    { again = false, yes = false }: RunOptions,
    signal: AbortSignal,
  ): Promise<readonly Outcome[]> => {
    await saveLabFiles(folder);
    const [first] = ids;
    let context: LabContext;
    try {
      context = await lab.context(signal);
    } catch (error) {
      if (!signal.aborted && first) showFailure(lab.explain(error, first), first);
      return signal.aborted ? [{ kind: 'cancelled' }] : [{ kind: 'failed', reason: error }];
    }
    const missing = await missingNeeds(ids, lab, signal);
    if (missing) {
      showNeeds(missing.reason, missing.id);
      return [];
    }
    if (!yes && !(await consents(ids, context))) return [];
    const outcomes: Outcome[] = [];
    for (const [index, id] of ids.entries()) {
      if (signal.aborted) break;
      set(id);
      const outcome = await showProgress(
        { id, of: [index + 1, ids.length], cancel: () => controller?.abort() },
        (onProgress) => runOne(id, context, onProgress, signal, again && index === 0),
      );
      outcomes.push(outcome);
      if (outcome.kind !== 'done') break;
      if (id === 'predict' && outcome.ran) showEnd(lab.board.predict.text);
    }
    return outcomes;
  };

  return {
    get running() {
      return running;
    },
    onDidChange: changed.event,
    run: async (ids, options = {}) => {
      await folder.ready;
      if (!folder.uri) {
        showNoFolder();
        return [];
      }
      if (controller) {
        void vscode.window.showWarningMessage(
          running
            ? vscode.l10n.t('"{0}" runs already; one stage runs at a time.', stages[running].title)
            : vscode.l10n.t('A stage is about to run already; one runs at a time.'),
        );
        return [];
      }
      controller = new AbortController();
      try {
        return await runAll(ids, options, controller.signal);
      } finally {
        controller = undefined;
        set(undefined);
        void lab.check(touchedBy(ids));
      }
    },
    cancel: () => controller?.abort(),
    dispose: () => {
      controller?.abort(new Leaving());
      changed.dispose();
    },
  };
}

function endOf(
  outcome: Outcome,
  words: (reason: unknown) => Extract<RunEnd, { kind: 'failed' }>['failure'],
): RunEnd {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', facts: outcome.facts };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', failure: words(outcome.reason) };
  }
}
