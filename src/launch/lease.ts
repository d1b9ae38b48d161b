import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PracticeAccount } from './accountFile.ts';
import { sendOwnRequest } from './ownRequest.ts';

/** A hold on a practice process: it lives at least as long as this, or as the program that holds it. */
export interface Lease {
  readonly pid: number;
  /** Resolves when the hold is over: it was released, or the practice process has ended. */
  readonly over: Promise<void>;
  release(): void;
}

/** Takes a lease on the process that serves an account; undefined when none does. `pace` paces it anew. */
export async function takeLease(account: PracticeAccount, pace?: number): Promise<Lease | undefined> {
  const query = pace === undefined ? '' : `?pace=${pace}`;
  const reply = await sendOwnRequest(account, 'GET', `/-/lease${query}`);
  if (!reply) return undefined;
  // Its end by whatever reason, a broken connection too, is told by `close`.
  reply.on('error', () => undefined);
  const over = new Promise<void>((resolve) => reply.once('close', () => resolve()));
  const lines = createInterface({ input: reply });
  const first: unknown = await Promise.race([once(lines, 'line').then(([line]: unknown[]) => line), over]);
  if (typeof first !== 'string') return undefined;
  const { pid } = JSON.parse(first) as { pid: number };
  return { pid, over, release: () => void reply.destroy() };
}
