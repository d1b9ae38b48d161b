import type { LabAccount } from '../../lab/account.ts';
import { movedStages, takePulse, type Pulse } from '../../lab/board/pulse.ts';
import type { StageFacts } from '../../lab/facts.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';

/** How often the account is asked, in ms of AWS's time. A pulse is four requests. */
export interface WatchPace {
  /** At rest: at most four requests a minute. */
  readonly rest: number;
  /** While work is under way that this window has not begun, times the account's pace. */
  readonly work: number;
  /** Not more often than this, whatever the pace. */
  readonly least: number;
}

const usual: WatchPace = { rest: 65_000, work: 10_000, least: 2000 };

/**
 * Watches the account for what others do in it, as long as a view of the lab is seen: work under way shows as running and
 * is followed, and what has ended is looked at. While a stage runs here, that run tells.
 */
export function watchLab(
  { lab, session, trees, runs, log }: Pick<Editor, 'lab' | 'session' | 'trees' | 'runs' | 'log'>,
  pace: WatchPace = usual,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let before: { readonly account: LabAccount; readonly pulse: Pulse } | undefined;
  let asking = false;
  const controller = new AbortController();
  const { signal } = controller;

  const isSeen = (): boolean => [...trees.all().values()].some(({ view }) => view.visible);
  const account = (): LabAccount | undefined =>
    session.state.kind === 'open' ? session.state.open.account : undefined;
  const names = (): StageFacts['survey'] | undefined =>
    lab.board.survey.state === 'done' ? lab.board.survey.facts : undefined;

  const isRunning = (): boolean => runs.running !== undefined;
  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const on = account();
    if (signal.aborted || !on || !isSeen()) return;
    const follows = before?.account === on && before.pulse.underWay.length > 0;
    timer = setTimeout(() => void beat(), follows ? Math.max(pace.least, pace.work * on.pace) : pace.rest);
  };

  const beat = async (): Promise<void> => {
    const [on, facts] = [account(), names()];
    if (asking || !on || !facts || !isSeen() || isRunning()) {
      arm();
      return;
    }
    asking = true;
    try {
      const pulse = await takePulse(on, facts, signal);
      if (account() !== on || isRunning()) return;
      const last = before?.account === on ? before.pulse : undefined;
      before = { account: on, pulse };
      for (const { id, text, since } of pulse.underWay) lab.tell({ kind: 'found', id, text, at: since });
      const moved = last ? movedStages(last, pulse) : [];
      if (moved.length) void lab.check(moved);
    } catch (error) {
      // The next look of somebody's own says what is wrong with the account.
      log.debug('Could not watch the account:', error);
    } finally {
      asking = false;
      arm();
    }
  };

  const subscriptions = [
    ...[...trees.all().values()].map(({ view }) => view.onDidChangeVisibility(arm)),
    // What is under way is found as soon as the names are known, not a minute later.
    lab.onDidChange(() => {
      if (names() && account() && before?.account !== account() && !runs.running) void beat();
    }),
    runs.onDidChange(() => {
      // What this window has done itself is known; the next pulse is the first.
      if (runs.running) before = undefined;
    }),
  ];
  return {
    dispose: () => {
      controller.abort();
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
