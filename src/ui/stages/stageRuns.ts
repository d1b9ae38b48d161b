import * as vscode from 'vscode';
import { touchedBy } from '../../lab/board/touchedBy.ts';
import type { StageId } from '../../lab/facts.ts';
import { Leaving } from '../../lab/leaving.ts';
import type { OnProgress } from '../../lab/progress.ts';
import type { Outcome } from '../../lab/runStage.ts';
import type { LabContext } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';
import { setContextKey } from '../contextKeys.ts';
import type { Disposable } from '../disposable.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import { createConsent } from './consent.ts';
import type { LabModel } from './labModel.ts';
import { missingNeeds } from './missingNeeds.ts';
import type { NotedRun, RunNote } from './runNote.ts';
import { keepNoted, whereOf } from './keepNoted.ts';
import { runOne, tellingOf } from './runOne.ts';
import { saveLabFiles } from './saveLabFiles.ts';
import { showEnd } from './showEnd.ts';
import { showFailure, showNeeds, showNoFolder, showUntrusted } from './showFailure.ts';
import { showProgress } from './showProgress.ts';

/** How stages are to be run. */
export interface RunOptions {
  /** Takes back first what is there of the first stage, so that it runs though its check passes. */
  readonly again?: boolean | undefined;
  /** Account, data and price have been agreed to: nothing is asked. */
  readonly yes?: boolean | undefined;
}

/** How other work on a stage is to be done. */
export interface WorkOptions {
  /** It is another way to run the stage: the stages before are looked at, and it is agreed to, as with a run. */
  readonly isRun?: boolean;
  /** It has been agreed to: nothing is asked. */
  readonly yes?: boolean;
  /** It is done in the account alone: no lab folder need be open. */
  readonly withoutFolder?: boolean;
}

/** Work on a stage other than running it. */
export type StageWork = (context: LabContext, onProgress: OnProgress, signal: AbortSignal) => Promise<void>;

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
  /** Does other work on a stage, alone and cancellable as a run is; false when it was not done. A failure is shown. */
  work(id: StageId, title: string, work: StageWork, options?: WorkOptions): Promise<boolean>;
  /** Takes up a run that this workspace's window was at when it was last reloaded or closed. */
  resume(run: NotedRun): Promise<readonly Outcome[]>;
  cancel(): void;
}

/** Runs for this window. */
export function createStageRuns(
  lab: LabModel,
  folder: LabFolder,
  log: vscode.LogOutputChannel,
  note: RunNote,
): StageRuns {
  const changed = new vscode.EventEmitter<void>();
  const consents = createConsent();
  let running: StageId | undefined;
  /** Of what is under way, asking for consent included. */
  let controller: AbortController | undefined;
  const set = (id: StageId | undefined): void => {
    running = id;
    setContextKey('running', id !== undefined);
    changed.fire();
  };
  const cancel = (): void => controller?.abort();

  /** Does `work` when nothing else is under way, and looks afterwards at what may hold no more. */
  const alone = async <T>(
    touched: readonly StageId[],
    work: (signal: AbortSignal) => Promise<T>,
    otherwise: T,
    { withoutFolder = false } = {},
  ): Promise<T> => {
    if (!vscode.workspace.isTrusted) {
      showUntrusted();
      return otherwise;
    }
    await folder.ready;
    if (!folder.uri && !withoutFolder) {
      showNoFolder();
      return otherwise;
    }
    if (controller) {
      const what = running ? stages[running].title : vscode.l10n.t('Another stage');
      void vscode.window.showWarningMessage(vscode.l10n.t('"{0}" is under way; one at a time.', what));
      return otherwise;
    }
    const { signal } = (controller = new AbortController());
    try {
      return await work(signal);
    } finally {
      if (!(signal.reason instanceof Leaving)) {
        controller = undefined;
        set(undefined);
        if (touched.length) void lab.check(touched);
      }
    }
  };

  /** What the stages work on; undefined when it cannot be had, which has been shown by then. */
  const contextFor = async (id: StageId, signal: AbortSignal): Promise<LabContext | undefined> => {
    await saveLabFiles(folder);
    try {
      return await lab.context(signal);
    } catch (error) {
      if (!signal.aborted) showFailure(lab.explain(error, id), id);
      return undefined;
    }
  };

  /** Whether the stages before are done, and what runs is agreed to; what is missing has been shown by then. */
  const mayRun = async (
    ids: readonly StageId[],
    context: LabContext,
    yes: boolean,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const missing = await missingNeeds(ids, lab, signal);
    if (missing) showNeeds(missing.reason, missing.id);
    return !missing && (yes || consents(ids, context));
  };

  const runAll = async (
    ids: readonly StageId[],
    context: LabContext,
    { again, began }: { readonly again: boolean; readonly began?: number },
    signal: AbortSignal,
  ): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const [index, id] of ids.entries()) {
      if (signal.aborted) break;
      const isFirst = index === 0;
      const started = (isFirst ? began : undefined) ?? Date.now();
      set(id);
      const noted = await keepNoted(note, {
        ids: ids.slice(index),
        where: whereOf(context, folder),
        started,
      });
      const outcome = await showProgress(
        { title: stages[id].title, of: [index + 1, ids.length], cancel },
        (onProgress) =>
          runOne(id, { lab, log, context, onProgress, signal }, { again: again && isFirst, began: started }),
      );
      noted.dispose();
      if (signal.reason instanceof Leaving) return outcomes;
      outcomes.push(outcome);
      if (outcome.kind !== 'done') break;
      if (id === 'predict' && outcome.ran) showEnd(lab.board.predict.text);
    }
    await note.remove();
    return outcomes;
  };

  return {
    get running() {
      return running;
    },
    onDidChange: changed.event,
    run: (ids, { again = false, yes = false } = {}) =>
      alone(
        touchedBy(ids),
        async (signal) => {
          const [first] = ids;
          const context = first && (await contextFor(first, signal));
          if (!context || !(await mayRun(ids, context, yes, signal))) return [];
          return runAll(ids, context, { again }, signal);
        },
        [],
      ),
    work: (id, title, work, { isRun = false, yes = false, withoutFolder = false } = {}) =>
      alone(
        [id, ...touchedBy([id])],
        async (signal) => {
          const context = await contextFor(id, signal);
          if (!context || (isRun && !(await mayRun([id], context, yes, signal)))) return false;
          set(id);
          lab.tell({ kind: 'started', id, at: Date.now() });
          try {
            await showProgress({ title, of: [1, 1], cancel }, (onProgress) =>
              work(context, tellingOf(id, lab, log, onProgress), signal),
            );
            return true;
          } catch (error) {
            if (!signal.aborted) showFailure(lab.explain(error, id), id);
            return false;
          } finally {
            lab.tell({ kind: 'takenBack', id });
          }
        },
        false,
        { withoutFolder },
      ),
    resume: (run) =>
      alone(
        touchedBy(run.ids),
        async (signal) => {
          const [first] = run.ids;
          const context = first && (await contextFor(first, signal));
          if (!context || whereOf(context, folder) !== run.where) {
            await note.remove();
            return [];
          }
          return runAll(run.ids, context, { again: false, began: run.started }, signal);
        },
        [],
      ),
    cancel,
    dispose: () => {
      controller?.abort(new Leaving());
      changed.dispose();
    },
  };
}
