import { setTimeout as sleep } from 'node:timers/promises';
import type { LabAccount } from '../account.ts';

/** The first pause, in ms: what is over at once shall be seen at once. */
const firstPause = 20;

/** Asks no account more often than this, in ms, after the first few times. */
const leastPause = 100;

/**
 * Asks again and again until `isOver`; answers with the last answer. The pauses grow to `seconds` of AWS's time,
 * shortened by the account's pace. Without a time limit: only the signal ends it early, with its reason.
 */
export async function poll<T>(
  account: Pick<LabAccount, 'pace'>,
  seconds: number,
  signal: AbortSignal,
  ask: () => Promise<T>,
  isOver: (answer: T) => boolean,
): Promise<T> {
  const longest = Math.max(leastPause, seconds * account.pace * 1000);
  for (let pause = firstPause; ; pause = Math.min(longest, pause * 2)) {
    const answer = await ask();
    if (isOver(answer)) return answer;
    await sleep(pause, undefined, { signal });
  }
}
