import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';

/** Seconds between two looks at a claim that somebody else holds. */
const lookEvery = 1;

/** A claim that stays the same for so long, in ms, was left by a lab that broke off. */
const longestHeld = 30_000;

/** An object of this name stands for a claim. */
export interface Claim {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Does a short piece of work that two labs on one account must not do at the same time: S3 makes the claim's object for
 * one of them, and the others wait until it is gone.
 * @param work is told whether it had to wait, so that it may look at what was done meanwhile.
 */
export async function withClaim<T>(
  account: LabAccount,
  { bucket, key }: Claim,
  signal: AbortSignal,
  work: (waited: boolean) => Promise<T>,
  longest = longestHeld,
): Promise<T> {
  const { buckets } = account.ports;
  let waited = false;
  let seen: { readonly claimed: number; readonly since: number } | undefined;
  const take = async (): Promise<boolean> => {
    if (await buckets.putNew(bucket, key, 'A stage of the lab is starting; whoever comes now waits.\n'))
      return true;
    waited = true;
    const held = await buckets.describe(bucket, key, signal);
    if (!held) return false;
    // By this machine's clock alone: S3's may be another.
    const claimed = held.lastModified.getTime();
    if (seen?.claimed !== claimed) seen = { claimed, since: performance.now() };
    else if (performance.now() - seen.since > longest) await buckets.remove(bucket, [key]);
    return false;
  };
  await poll(account, lookEvery, signal, take, (taken) => taken);
  try {
    return await work(waited);
  } finally {
    await buckets.remove(bucket, [key]);
  }
}
