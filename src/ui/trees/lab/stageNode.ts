import type { Board } from '../../../lab/board/board.ts';
import type { StageId } from '../../../lab/facts.ts';
import type { TreeNode } from '../treeNode.ts';
import { stageRows, type StageRow } from './stageRows.ts';

/** A stage of the lab. What is known about it is on the board, not here: the row is drawn anew as that changes. */
export interface StageNode extends TreeNode {
  readonly kind: 'stage';
  readonly stage: StageId;
  readonly children: () => Promise<readonly StageRow[]>;
}

/** A stage with, below it, what `board` says of it when it is unfolded. */
export function stageNode(stage: StageId, board: () => Board): StageNode {
  return {
    kind: 'stage',
    id: stage,
    stage,
    children: () => Promise.resolve(stageRows(stage, board()[stage])),
  };
}
