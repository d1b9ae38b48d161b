import type { DeliveryStream } from '../../ports/deliveryStreams.ts';

/** How live publishing is doing. */
export type LivePhase =
  /** Nothing was begun. */
  | 'ready'
  /** It looks what is there, or waits for what an earlier run has sent. */
  | 'preparing'
  | 'running'
  | 'paused'
  /** All is sent, and not all of it has arrived. */
  | 'delivering'
  /** An answer got lost: it waits to see whether the lines arrive. */
  | 'finding'
  | 'stopping'
  /** Everything has been sent and has arrived. */
  | 'published'
  /** There was nothing to send. */
  | 'nothingLeft'
  | 'stopped'
  | 'failed';

/** Rates to choose from, in cycles a second. */
export const rates = [1, 2, 5, 10, 50, Infinity] as const;
export const usualRate = 10;

/** Everything that is known of a live run. */
export interface LiveState {
  readonly phase: LivePhase;
  /** Cycles a second; Infinity for as fast as possible. */
  readonly rate: number;
  /** The cycle that was sent last; 0 before the first. */
  readonly cycle: number;
  readonly lines: number;
  /** Of the records of those lines. */
  readonly bytes: number;
  /** Lines that are to be sent by this run, the sent ones included. */
  readonly linesInAll: number;
  /** How often Firehose did not take all records of a request; those were sent again. */
  readonly refusals: number;
  /** Whether cycles are held back because records were refused. */
  readonly held: boolean;
  /** Where it goes, from the beginning of sending. */
  readonly stream: DeliveryStream | undefined;
  /** Objects that this run's lines came in, and their bytes. */
  readonly objects: number;
  readonly arrivedBytes: number;
  /** The account's pace: 1 on AWS. */
  readonly pace: number;
}

export const readyState: LiveState = {
  phase: 'ready',
  rate: usualRate,
  cycle: 0,
  lines: 0,
  bytes: 0,
  linesInAll: 0,
  refusals: 0,
  held: false,
  stream: undefined,
  objects: 0,
  arrivedBytes: 0,
  pace: 1,
};

const idle: ReadonlySet<LivePhase> = new Set(['ready', 'published', 'nothingLeft', 'stopped', 'failed']);

/** Whether a run is under way. */
export function isLive({ phase }: Pick<LiveState, 'phase'>): boolean {
  return !idle.has(phase);
}
