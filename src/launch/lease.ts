import type { IncomingMessage } from 'node:http';
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
  const pid = await Promise.race([pidOf(reply), over]);
  if (pid === undefined) return undefined;
  return { pid, over, release: () => void reply.destroy() };
}

/** The process id in the reply's first line; what comes behind is not waited for. */
function pidOf(reply: IncomingMessage): Promise<number> {
  let text = '';
  reply.setEncoding('utf8');
  return new Promise((resolve) => {
    reply.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve((JSON.parse(text) as { pid: number }).pid);
    });
  });
}
