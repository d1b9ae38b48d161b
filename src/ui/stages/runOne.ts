import type * as vscode from 'vscode';
import type { RunEnd } from '../../lab/board/boardEvent.ts';
import type { StageId } from '../../lab/facts.ts';
import { Leaving } from '../../lab/leaving.ts';
import type { OnProgress, Progress } from '../../lab/progress.ts';
import { runStage, type Outcome } from '../../lab/runStage.ts';
import type { LabContext, Stage } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';
import type { LabModel } from './labModel.ts';
import { showFailure } from './showFailure.ts';

/** What one run of one stage works with. */
export interface RunParts {
  readonly lab: LabModel;
  readonly log: vscode.LogOutputChannel;
  readonly context: LabContext;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/**
 * Runs one stage, tells board and log, and shows a failure; a window that goes shows none.
 * @param began when it was begun, in ms since the epoch: before now for a run that is taken up again.
 */
export async function runOne(
  id: StageId,
  { lab, log, context, onProgress, signal }: RunParts,
  { again, began }: { readonly again: boolean; readonly began: number },
): Promise<Outcome> {
  const stage: Stage = stages[id];
  lab.tell({ kind: 'started', id, at: began });
  log.info(`${stage.title} …`);
  const tell = tellingOf(id, lab, log, onProgress);
  const outcome = await runStage(stage, context, tell, signal, { again });
  // The window goes: the work in the account goes on, and so does what the note says.
  if (signal.reason instanceof Leaving) return outcome;
  const end = endOf(outcome, lab, id);
  lab.tell({ kind: 'ended', id, at: Date.now(), end });
  log.info(`${stage.title}: ${end.kind === 'done' ? 'done. ' : ''}${lab.board[id].text}`);
  if (end.kind === 'failed') {
    const { why, changed, nextAction, original } = end.failure;
    log.error(`${stage.title}: ${why} ${changed} ${nextAction}\n${original}`);
    showFailure(end.failure, id);
  }
  return outcome;
}

/** Passes progress on to the board, and what a service writes itself to the log. */
export function tellingOf(
  id: StageId,
  lab: LabModel,
  log: vscode.LogOutputChannel,
  onProgress: OnProgress,
): OnProgress {
  return (progress: Progress) => {
    if (progress.kind === 'log') log.info(`${stages[id].title}: ${progress.line}`);
    else lab.tell({ kind: 'progress', id, progress });
    onProgress(progress);
  };
}

function endOf(outcome: Outcome, lab: LabModel, id: StageId): RunEnd {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', facts: outcome.facts };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', failure: lab.explain(outcome.reason, id) };
  }
}
