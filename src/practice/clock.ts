import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the practice account keeps it: real time of day, and waits scaled by `pace`. */
export interface Clock {
  /** 1: waits as long as AWS would; 0: does not wait for show. */
  readonly pace: number;
  now(): Date;
  /** Waits `seconds` of AWS's time, scaled by `pace`; rejects with the signal's reason when aborted. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
}

/** A clock whose pace its owner may change; waits under way keep theirs. */
export interface PacedClock extends Clock {
  setPace(pace: number): void;
}

/** A clock with the given pace (a factor, 0 or more). */
export function createClock(pace: number): PacedClock {
  let current = pace;
  return {
    get pace() {
      return current;
    },
    setPace: (next) => {
      current = next;
    },
    now: () => new Date(),
    wait: async (seconds, signal) => {
      await sleep(seconds * current * 1000, undefined, signal ? { signal } : {});
    },
  };
}
