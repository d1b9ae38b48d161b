import { wholeNumber } from '../../report/format.ts';
import { isLive, type LiveState } from './liveState.ts';

/** What goes on, while something does; undefined while nothing does. It stays the same for as long as that goes on. */
export function busyText(state: LiveState): string | undefined {
  switch (state.phase) {
    case 'preparing':
      return 'Looking at what has been published, and waiting for what an earlier run has sent';
    case 'running':
      return state.held
        ? 'Waiting before records are sent again, as Firehose asks to slow down'
        : `The engines run: ${rateText(state.rate)}`;
    case 'delivering':
      return 'All is sent; waiting until Firehose has delivered it';
    case 'finding':
      return 'The connection broke off; waiting for what has arrived, so that nothing is sent twice';
    case 'stopping':
      return 'Stopping';
    default:
      return undefined;
  }
}

/**
 * How it stands, in a sentence or two.
 * @param isPublished the publish stage is done.
 */
export function standText(state: LiveState, isPublished: boolean): string {
  if (!isLive(state) && isPublished) {
    return state.phase === 'published'
      ? `All ${sentOf(state)} were sent, cycle by cycle, and every line of the training files is in S3 once.`
      : 'Nothing is left to send: every line of the training files is in S3. Resetting the stage "Publish Data" makes room for another run.';
  }
  switch (state.phase) {
    case 'ready':
      return 'The engines do not run yet. Start has each of them send one line a cycle, as it would while it runs, until it fails; what was published before is left out.';
    case 'paused':
      return `Paused at cycle ${state.cycle}: ${sentOf(state)} are sent. No engine sends until Resume.`;
    case 'stopped':
    case 'failed': {
      const how = state.phase === 'stopped' ? 'Stopped' : 'Broken off';
      const at = state.cycle ? ` at cycle ${state.cycle}: ${sentOf(state)} were sent and count` : '';
      return `${how}${at}. Start goes on from there, and Publish Data sends the rest at once; either first waits until Firehose has delivered what it holds${waitText(state)}.`;
    }
    case 'published':
    case 'nothingLeft':
      return 'What was sent has been taken back since. Start sends it again.';
    case 'preparing':
      return 'What is in S3 already is left out of what the engines send.';
    case 'running':
      return `${state.cycle ? `Cycle ${state.cycle}: ` : ''}${sentOf(state)} are sent.`;
    case 'delivering':
      return `All ${sentOf(state)} are sent; Firehose may hold some of them back for a while.`;
    case 'finding':
    case 'stopping':
      return `${sentOf(state)} were sent.`;
  }
}

function sentOf({ lines, linesInAll }: LiveState): string {
  return lines === linesInAll
    ? `${wholeNumber(lines)} lines`
    : `${wholeNumber(lines)} of ${wholeNumber(linesInAll)} lines`;
}

/** `10 cycles a second`. */
export function rateText(rate: number): string {
  if (rate === Infinity) return 'as fast as possible';
  return rate === 1 ? '1 cycle a second' : `${rate} cycles a second`;
}

function waitText({ stream, pace }: LiveState): string {
  return stream && pace ? `, which takes about ${Math.ceil(2 * stream.bufferSeconds * pace)} s` : '';
}
