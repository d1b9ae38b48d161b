import * as vscode from 'vscode';
import { emptyBoard, type Board } from '../../../lab/board/board.ts';
import { nextStage } from '../../../lab/board/nextStage.ts';
import { stageIds } from '../../../lab/stages.ts';
import type { Editor } from '../../editor.ts';
import { createTree } from '../createTree.ts';
import type { Tree } from '../tree.ts';
import { rowLook } from './rowLook.ts';
import { stageLook } from './stageLook.ts';
import { stageNode, type StageNode } from './stageNode.ts';
import type { StageRow } from './stageRows.ts';
import { isLive } from './stageText.ts';

/**
 * The lab's stages. Shows what the board says and asks nobody itself; when it comes to be seen and nothing is known,
 * it has the model look. Without a lab folder, or trust in it, it is empty: the view's welcome says what to do.
 */
export function createLabTree(editor: Editor): Tree {
  const { lab, runs, folder, session } = editor;
  const nodes = new Map(stageIds.map((id) => [id, stageNode(id, () => lab.board)]));
  const tree = createTree<StageNode | StageRow>(editor, {
    view: 'lab',
    roots: async () => {
      if (!vscode.workspace.isTrusted) return undefined;
      await folder.ready;
      return folder.uri && [...nodes.values()];
    },
    render: {
      stage: ({ stage }) =>
        stageLook(stage, lab.board[stage], {
          running: runs.running,
          next: nextStage(lab.board),
          now: Date.now(),
        }),
      row: rowLook,
    },
    empty: { text: '' },
  });
  const { view } = tree;

  const lookIfUnknown = (): void => {
    const isUnknown = stageIds.every((id) => lab.board[id].state === 'unknown' && !lab.board[id].checking);
    // An account that could not be opened is tried again when somebody says so.
    const mayAsk = vscode.workspace.isTrusted && folder.uri && session.state.kind !== 'failed';
    if (view.visible && mayAsk && isUnknown) void lab.check();
  };

  let drawn: Board = emptyBoard;
  const draw = (board: Board): void => {
    // Which stage is next is seen in rows that have not changed themselves.
    const isOtherNext = nextStage(board) !== nextStage(drawn);
    for (const id of stageIds) {
      const node = nodes.get(id);
      if (!node || (board[id] === drawn[id] && !isOtherNext)) continue;
      tree.refresh(node);
    }
    drawn = board;
    tick();
    lookIfUnknown();
  };

  /** Counts the seconds of what runs, while somebody looks. */
  let ticking: NodeJS.Timeout | undefined;
  const tick = (): void => {
    const live = stageIds.filter((id) => isLive(lab.board[id].state));
    clearTimeout(ticking);
    ticking = undefined;
    if (!view.visible || !live.length) return;
    ticking = setTimeout(() => {
      for (const id of live) tree.redraw(nodes.get(id));
      tick();
    }, 1000);
  };

  const beginAnew = (): void => {
    tree.refresh();
    lookIfUnknown();
  };
  const subscriptions = [
    lab.onDidChange(draw),
    runs.onDidChange(() => tree.redraw()),
    folder.onDidChange(beginAnew),
    session.onDidChange(lookIfUnknown),
    vscode.workspace.onDidGrantWorkspaceTrust(beginAnew),
    view.onDidChangeVisibility(() => {
      tick();
      lookIfUnknown();
    }),
  ];
  // A view that stands open from the start tells of no change.
  lookIfUnknown();
  return {
    ...tree,
    dispose: () => {
      clearTimeout(ticking);
      for (const subscription of subscriptions) subscription.dispose();
      tree.dispose();
    },
  };
}
