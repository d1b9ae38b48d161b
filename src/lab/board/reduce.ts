import type { StageId } from '../facts.ts';
import type { Progress } from '../progress.ts';
import { factsText } from '../report/factsText.ts';
import { stageIds, stages } from '../stages.ts';
import { emptyBoard, type Board, type StageStatus } from './board.ts';
import type { BoardEvent, RunEnd } from './boardEvent.ts';

/** The board after an event. A stage that runs in this window stays as its run says, whatever a check finds. */
export function reduce(board: Board, event: BoardEvent): Board {
  switch (event.kind) {
    case 'forgotten':
      return forgotten(board);
    case 'checking':
      return withEach(board, event.ids, (status) => ({ ...status, checking: true }));
    case 'looked':
      return withEach(board, event.ids, (status) =>
        status.checking ? { ...status, checking: undefined } : status,
      );
    case 'checked':
    case 'needed':
    case 'checkFailed':
      return withEach(board, [event.id], (status) => seen(status, event));
    case 'started':
      return { ...board, [event.id]: { state: 'running', text: '', started: event.at, here: true } };
    case 'takenBack':
      return { ...board, [event.id]: emptyBoard[event.id] };
    case 'found':
      return withEach(board, [event.id], (status) =>
        status.here ? status : { state: 'running', text: event.text, started: status.started ?? event.at },
      );
    case 'progress':
      return withEach(board, [event.id], (status) => progressed(status, event.progress));
    case 'ended':
      return withEach(board, [event.id], (status) => ended(event.id, status, event.end, event.at));
  }
}

/** What runs in this window goes on. */
function forgotten(board: Board): Board {
  const running = stageIds.filter((id) => board[id].here);
  return { ...emptyBoard, ...Object.fromEntries(running.map((id) => [id, board[id]])) };
}

function withEach(
  board: Board,
  ids: readonly StageId[],
  change: (status: StageStatus, id: StageId) => StageStatus,
): Board {
  const changes = ids.flatMap((id) => {
    const status = change(board[id], id);
    return status === board[id] ? [] : [[id, status] as const];
  });
  return changes.length ? { ...board, ...Object.fromEntries(changes) } : board;
}

/** What a look at the account makes of a stage. */
function seen(
  status: StageStatus,
  event: Extract<BoardEvent, { kind: 'checked' | 'needed' | 'checkFailed' }>,
): StageStatus {
  if (status.here) return status.checking ? { ...status, checking: undefined } : status;
  const { elapsed } = status;
  switch (event.kind) {
    case 'checked':
      if (event.check.done) {
        const { facts, outdated } = event.check;
        return { state: 'done', text: textOf(event.id, facts), facts, outdated, elapsed };
      }
      // How a run in this window ended says more than that its work is not there.
      if (elapsed !== undefined && (status.state === 'failed' || status.state === 'cancelled')) {
        return { ...status, fix: event.check.fix, checking: undefined };
      }
      return { state: 'notStarted', text: event.check.reason, fix: event.check.fix };
    case 'needed': {
      const titles = event.needs.map((id) => `"${stages[id].title}"`).join(' and ');
      return {
        state: 'notStarted',
        text: `Needs ${titles} first.`,
        fix: 'Catch up to this stage: that runs what is missing before it.',
        needs: event.needs,
      };
    }
    case 'checkFailed':
      return {
        state: 'failed',
        text: event.failure.what,
        fix: event.failure.nextAction,
        failure: event.failure,
      };
  }
}

function progressed(status: StageStatus, progress: Progress): StageStatus {
  switch (progress.kind) {
    case 'step':
      return { ...status, text: progress.text, count: undefined };
    case 'count': {
      const { text, done, total } = progress;
      return { ...status, text, count: { text, done, total } };
    }
    case 'log':
      return status;
  }
}

function ended(id: StageId, { started }: StageStatus, end: RunEnd, at: number): StageStatus {
  const times = { started, elapsed: at - (started ?? at) };
  switch (end.kind) {
    case 'done':
      return { state: 'done', text: textOf(id, end.facts), facts: end.facts, ...times };
    case 'cancelled':
      return {
        state: 'cancelled',
        text: 'Cancelled.',
        fix: 'Run it again: it goes on from there.',
        ...times,
      };
    case 'failed': {
      const { failure } = end;
      return { state: 'failed', text: failure.what, fix: failure.nextAction, failure, ...times };
    }
  }
}

/** Facts come from the check of the same stage; the table of stages keeps them apart by type, the board does not. */
function textOf(id: StageId, facts: unknown): string {
  return factsText(id, facts as never);
}
