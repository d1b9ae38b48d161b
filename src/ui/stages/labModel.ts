import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { emptyBoard, type Board } from '../../lab/board/board.ts';
import type { BoardEvent } from '../../lab/board/boardEvent.ts';
import { askedAfter, look } from '../../lab/board/look.ts';
import { createLooks } from '../../lab/board/looks.ts';
import { reduce } from '../../lab/board/reduce.ts';
import type { LabEvent } from '../../lab/event.ts';
import { explain, type Explanation } from '../../lab/explain/explain.ts';
import type { StageId } from '../../lab/facts.ts';
import { unlessAborted } from '../../lab/follow/unlessAborted.ts';
import type { LabContext } from '../../lab/stage.ts';
import { stageIds } from '../../lab/stages.ts';
import type { Session } from '../account/session.ts';
import { setStageDone } from '../contextKeys.ts';
import type { Disposable } from '../disposable.ts';
import { readLabEvent } from '../event/labEvent.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import { readContext } from './readContext.ts';

/** What this window knows about the lab's stages; trees, status bar and ticks show it. */
export interface LabModel extends Disposable {
  readonly board: Board;
  readonly onDidChange: vscode.Event<Board>;
  /** The event in force. Throws an EventError for a file that cannot be used. */
  event(): Promise<LabEvent>;
  /** What stages work on; opens the account. Data or files that are missing are told to the stage that asks for them. */
  context(signal?: AbortSignal): Promise<LabContext>;
  /**
   * Looks at the account's real state, for these stages or all; a look that is under way is shared. Never throws: what
   * went wrong is on the board. The signal ends the waiting only.
   */
  check(ids?: readonly StageId[], signal?: AbortSignal): Promise<void>;
  /** Tells the board what happens to a stage. */
  tell(event: BoardEvent): void;
  /** Puts what a stage threw in words. */
  explain(thrown: unknown, stage?: StageId): Explanation;
}

/** Counts come many times a second; views are told of them this often, in ms. */
const tellEvery = 100;

/**
 * A model of the lab in this window's account and folder.
 * @param programFolder holds the extension's built program.
 */
export function createLabModel(session: Session, folder: LabFolder, programFolder: string): LabModel {
  const changed = new vscode.EventEmitter<Board>();
  let board = emptyBoard;
  /** Whose state the board shows. */
  let shown: LabAccount | undefined;
  let worksOn: { readonly folder: string | undefined; readonly data: string | undefined } = {
    folder: folder.uri?.toString(),
    data: folder.dataInUse?.folder,
  };
  /** How often everything was forgotten because something else is in use now. */
  let forgotten = 0;
  let later: NodeJS.Timeout | undefined;
  const fire = (): void => {
    clearTimeout(later);
    later = undefined;
    changed.fire(board);
  };
  const tell = (event: BoardEvent): void => {
    const before = board;
    board = reduce(board, event);
    if (board === before) return;
    for (const id of stageIds) {
      const done = board[id].state === 'done';
      if (done !== (before[id].state === 'done')) setStageDone(id, done);
    }
    if (event.kind === 'progress') later ??= setTimeout(fire, tellEvery);
    else fire();
  };
  const event = (): Promise<LabEvent> => readLabEvent(programFolder, folder.uri);
  const context = async (signal?: AbortSignal): Promise<LabContext> => {
    const [account, inForce] = await Promise.all([session.account(signal), event()]);
    shown = account;
    return readContext(account, inForce, folder, signal);
  };
  const explained = (thrown: unknown, stage?: StageId): Explanation => {
    const { choice, ...state } = session.state;
    const account = 'open' in state ? state.open.account : undefined;
    return explain(thrown, {
      account: choice.kind === 'practice' ? 'practice' : 'aws',
      region: account?.region ?? ('region' in choice ? choice.region : ''),
      profile: choice.kind === 'profile' ? choice.profile : undefined,
      stage,
    });
  };
  const looks = createLooks(async (ids, signal) => {
    const tellStill = (seen: BoardEvent): void => {
      if (!signal.aborted) tell(seen);
    };
    tell({ kind: 'checking', ids });
    try {
      const on = await context(signal);
      if (!signal.aborted) await look(on, ids, () => board, tellStill, signal);
    } catch (error) {
      // The account cannot be reached, or the event's file not be used: no stage can be asked.
      if (!signal.aborted) tellUnreachable(explained(error, 'survey'));
    } finally {
      tellStill({ kind: 'looked', ids });
    }
  });
  const tellUnreachable = (failure: Explanation): void => {
    tell({ kind: 'checkFailed', id: 'survey', failure });
    for (const id of stageIds) {
      const needs = askedAfter(id);
      if (needs.length) tell({ kind: 'needed', id, needs });
    }
  };
  const clear = (): void => {
    looks.stop();
    shown = undefined;
    tell({ kind: 'forgotten' });
  };
  const forget = (): void => {
    forgotten += 1;
    clear();
  };
  const onSession = (state: Session['state']): void => {
    switch (state.kind) {
      case 'opening':
        break;
      case 'open':
        if (shown && state.open.account !== shown) forget();
        break;
      case 'closed':
        forget();
        break;
      case 'failed':
        // Nobody looks again by itself: each look would try to open the account.
        clear();
        tellUnreachable(state.failure);
    }
  };
  const subscriptions = [
    session.onDidChange(onSession),
    folder.onDidChange(() => {
      const before = worksOn;
      worksOn = { folder: folder.uri?.toString(), data: folder.dataInUse?.folder };
      // A folder without data gets some when a stage first asks for it: what was seen until then still holds.
      const isOther = before.folder !== worksOn.folder || (before.data && before.data !== worksOn.data);
      if (isOther) forget();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.event)) forget();
    }),
  ];
  return {
    get board() {
      return board;
    },
    onDidChange: changed.event,
    event,
    context,
    check: async (ids = stageIds, signal) => {
      // Who waits while everything is forgotten waits for the look at what is in use then.
      for (let since = -1; since !== forgotten && !signal?.aborted;) {
        since = forgotten;
        // A look does not reject; whoever waits no longer is let go.
        await unlessAborted(looks.at(ids), signal).catch(() => undefined);
      }
    },
    tell,
    explain: explained,
    dispose: () => {
      clearTimeout(later);
      looks.stop();
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}
