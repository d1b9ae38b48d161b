import type { StageId } from '../facts.ts';
import { isOptional, stageIds, stages } from '../stages.ts';
import type { Board } from './board.ts';

/** The stages from the first to predictions, without those that go further. */
export const toPredictions: readonly StageId[] = stageIds.filter((id) => id !== 'cleanUp' && !isOptional(id));

/**
 * What comes next: the first stage that is not done; once there are predictions, the clean-up, so that an endpoint that
 * was deleted is not made again. Undefined when nothing is left.
 */
export function nextStage(board: Board): StageId | undefined {
  if (board.predict.state !== 'done') return toPredictions.find((id) => board[id].state !== 'done');
  return board.cleanUp.state === 'done' ? undefined : 'cleanUp';
}

/** What a stage needs, directly or by others, that is not done: in the lab's order, itself left out. */
export function missingBefore(id: StageId, board: Board): StageId[] {
  const wanted = new Set<StageId>();
  const add = (of: StageId): void => {
    for (const need of stages[of].needs) {
      if (wanted.has(need)) continue;
      wanted.add(need);
      add(need);
    }
  };
  add(id);
  return stageIds.filter((stage) => wanted.has(stage) && board[stage].state !== 'done');
}
