import type { StageStatus } from '../../../lab/board/board.ts';
import { wholeNumber } from '../../../lab/report/format.ts';
import { elapsedText } from '../../looks/elapsedText.ts';

/** What stands beside a stage's title: for how long, and what it is at, has found or why it failed. */
export function stageText(status: StageStatus, now: number): string {
  return [timeOf(status, now), tellsOf(status)].filter(Boolean).join(' · ');
}

function timeOf({ state, started, elapsed }: StageStatus, now: number): string {
  if (isLive(state)) return started === undefined ? '' : elapsedText(now - started);
  return elapsed === undefined ? '' : elapsedText(elapsed);
}

function tellsOf({ state, text, count, checking, outdated }: StageStatus): string {
  if (isLive(state) && count) {
    return `${text}: ${wholeNumber(count.done)} of ${wholeNumber(count.total)}`;
  }
  // Why nothing is done yet is a sentence or two: it stands below the stage.
  if (state === 'unknown' || state === 'notStarted') return checking ? 'looking…' : '';
  const [line = ''] = text.split('\n');
  return outdated === undefined ? line : `out of date · ${line}`;
}

/** Whether time goes on for a stage in this state. */
export function isLive(state: StageStatus['state']): boolean {
  return state === 'running' || state === 'waiting';
}
