import { explain } from '../explain/explain.ts';
import type { StageFacts, StageId } from '../facts.ts';
import type { Check, LabContext, Stage } from '../stage.ts';
import { notDone } from '../stage.ts';
import { stageIds, stages } from '../stages.ts';
import type { Board } from './board.ts';
import type { BoardEvent } from './boardEvent.ts';
import { rememberAnswers } from './rememberAnswers.ts';

/**
 * Looks at the account's real state for these stages, and for those whose answer hangs on what has changed. Each
 * answer is told as soon as it is there. A stage whose needs are not done is not asked: it cannot be done either.
 * @param board the board as it is at the time of the call.
 */
export async function look(
  context: LabContext,
  ids: readonly StageId[],
  board: () => Board,
  onEvent: (event: BoardEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const asked = new Set<StageId>();
  const { account, release } = rememberAnswers(context.account);
  // Not spread: what lies in the lab folder is read when a stage asks for it.
  const on: LabContext = Object.create(context, { account: { value: account } }) as LabContext;
  for (let next = withUnknownNeeds(ids, board()); next.length;) {
    const round = next;
    const before = board();
    round.forEach((id) => asked.add(id));
    onEvent({ kind: 'checking', ids: round });
    try {
      await lookOnce(on, round, board, onEvent, signal);
    } finally {
      onEvent({ kind: 'looked', ids: round });
    }
    if (signal.aborted) break;
    const isDone = (on: Board, id: StageId): boolean => on[id].state === 'done';
    const changed = round.filter((id) => isDone(before, id) !== isDone(board(), id));
    // What nobody has looked at yet is not out of date.
    next = stageIds.filter(
      (id) =>
        !asked.has(id) &&
        board()[id].state !== 'unknown' &&
        askedAfter(id).some((need) => changed.includes(need)),
    );
  }
  release();
}

/** Stages without which the check of this one is not asked. */
export function askedAfter(id: StageId): readonly StageId[] {
  const stage: Stage = stages[id];
  return stage.checkedAfter ?? stage.needs;
}

/** One look at each of these stages, side by side; a stage waits for the answers of those it is asked after. */
async function lookOnce(
  context: LabContext,
  ids: readonly StageId[],
  board: () => Board,
  onEvent: (event: BoardEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const answers = new Map<StageId, Promise<boolean>>();
  const isDone = (id: StageId): Promise<boolean> =>
    answers.get(id) ?? Promise.resolve(board()[id].state === 'done');
  const isOver = (): boolean => signal.aborted;
  const ask = async (id: StageId): Promise<boolean> => {
    const after = askedAfter(id);
    const done = await Promise.all(after.map(isDone));
    if (isOver()) return false;
    const needs = after.filter((_, index) => !done[index]);
    if (needs.length) {
      onEvent({ kind: 'needed', id, needs });
      return false;
    }
    try {
      const stage: Stage = stages[id];
      let check: Check<StageFacts[StageId]> = await stage.check(context, signal);
      // Nothing to clean up is no clean-up done, as long as nothing was made.
      if (id === 'cleanUp' && check.done && !(await isDone('predict'))) {
        check = notDone('Nothing of the lab costs money now.', 'Clean up when you are through with the lab.');
      }
      if (isOver()) return false;
      onEvent({ kind: 'checked', id, check });
      return check.done;
    } catch (error) {
      const { kind: account, region } = context.account;
      if (!isOver()) {
        onEvent({ kind: 'checkFailed', id, failure: explain(error, { account, region, stage: id }) });
      }
      return false;
    }
  };
  for (const id of stageIds) if (ids.includes(id)) answers.set(id, ask(id));
  await Promise.all(answers.values());
}

/** These stages and those before them of which nothing is known, in the lab's order. */
function withUnknownNeeds(ids: readonly StageId[], board: Board): StageId[] {
  const wanted = new Set(ids);
  for (const id of stageIds.toReversed()) {
    if (!wanted.has(id)) continue;
    for (const need of askedAfter(id)) if (board[need].state === 'unknown') wanted.add(need);
  }
  return stageIds.filter((id) => wanted.has(id));
}
