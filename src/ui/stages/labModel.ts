import * as vscode from 'vscode';
import { emptyBoard, type Board } from '../../lab/board/board.ts';
import { defaultEvent, type LabEvent } from '../../lab/event.ts';
import type { StageId } from '../../lab/facts.ts';
import type { LabContext } from '../../lab/stage.ts';
import { stageIds, stages } from '../../lab/stages.ts';
import type { Session } from '../account/session.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import type { Disposable } from '../disposable.ts';

/** What this window knows about the lab's stages; trees, status bar and ticks show it. */
export interface LabModel extends Disposable {
  readonly board: Board;
  readonly onDidChange: vscode.Event<Board>;
  /** The event in force. Throws an EventError for a file that cannot be used. */
  event(): Promise<LabEvent>;
  /** What stages work on; opens the account. */
  context(signal?: AbortSignal): Promise<LabContext>;
  /** Looks at the account's real state, for these stages or all; a look that is under way is shared. */
  check(ids?: readonly StageId[], signal?: AbortSignal): Promise<void>;
}

/** A model of the lab in this window's account and folder. */
export function createLabModel(session: Session, folder: LabFolder): LabModel {
  const changed = new vscode.EventEmitter<Board>();
  let board = emptyBoard;
  const context = async (): Promise<LabContext> => ({
    account: await session.account(),
    event: defaultEvent,
    data: await folder.data(),
    files: folder.files(),
  });
  return {
    get board() {
      return board;
    },
    onDidChange: changed.event,
    event: () => Promise.resolve(defaultEvent),
    context,
    check: async (ids = stageIds, signal) => {
      const on = await context();
      for (const id of ids) {
        const found = await stages[id].check(on, signal);
        board = {
          ...board,
          [id]: found.done
            ? { state: 'done', text: '', facts: found.facts }
            : { state: 'notStarted', text: found.reason, fix: found.fix },
        };
        changed.fire(board);
      }
    },
    dispose: () => changed.dispose(),
  };
}
