import type { LabAccount } from '../account.ts';
import { withClaim, type Claim } from '../s3/withClaim.ts';

/** Work of a service's, such as a query or a job run, that two labs on one account must not begin at the same time. */
export interface SingleWork {
  /** Held while it is begun. */
  readonly claim: Claim;
  /** The id of the same work that is under way, whoever began it. */
  underWay(): Promise<string | undefined>;
  /** Whether what it makes is there. */
  isDone(): Promise<boolean>;
  /** Makes room for what it writes, and begins it; answers with its id. */
  begin(): Promise<string>;
  /** Follows one's own to its end; throws when it does not end well. */
  finish(id: string): Promise<void>;
  /** Follows another's to its end. */
  follow(id: string): Promise<void>;
}

/** Brings the work to its end: what is under way is followed, and only what that does not make is begun. */
export async function runOnce(account: LabAccount, work: SingleWork, signal: AbortSignal): Promise<void> {
  for (;;) {
    const begun = await withClaim(account, work.claim, signal, async (waited) => {
      const other = await work.underWay();
      if (other !== undefined) return { id: other, isOwn: false };
      if (waited && (await work.isDone())) return undefined;
      return { id: await work.begin(), isOwn: true };
    });
    if (!begun) return;
    if (begun.isOwn) {
      await work.finish(begun.id);
      return;
    }
    await work.follow(begun.id);
    // It may have begun before all that it reads was there: only what it wrote tells.
    if (await work.isDone()) return;
  }
}
