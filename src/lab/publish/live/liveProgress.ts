import type { Progress } from '../../progress.ts';
import { wholeNumber } from '../../report/format.ts';
import { StageError } from '../../stage.ts';
import type { LiveState } from './liveState.ts';

/** What the editor says of a run that sends; undefined where others say it. */
export function progressOf(state: LiveState, perSecond: number): Progress | undefined {
  const { phase, cycle, lines, linesInAll } = state;
  if (phase === 'paused') {
    const text = `Paused at cycle ${cycle}: ${wholeNumber(lines)} of ${wholeNumber(linesInAll)} lines sent`;
    return { kind: 'step', text };
  }
  if (phase !== 'running') return undefined;
  return { kind: 'count', text: `Cycle ${cycle}, lines sent`, done: lines, total: linesInAll, perSecond };
}

/** Says that a run which was paused must not simply go on. */
export function overtaken(): StageError {
  return new StageError(
    'While this run was paused another one has published; sent now, lines would be there twice.',
    'Start again: only what is still missing will be sent.',
  );
}
