/**
 * Why a run is broken off when its window goes: what the account has begun goes on, and is followed later. A run that is
 * cancelled stops what nobody would read.
 */
export class Leaving extends Error {
  override readonly name = 'Leaving';
}

/** Whether the signal says that somebody cancelled, not that the window goes. */
export function isCancelled(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof Leaving);
}
