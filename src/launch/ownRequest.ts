import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import type { PracticeAccount } from './accountFile.ts';

/** How long a process may take to answer a lease. */
const answerMs = 5000;

/**
 * Sends a request that is for the practice process itself and waits for the beginning of its reply. Undefined when
 * nobody answers on the account's port, when another program does, or when the process is about to end.
 */
export function sendOwnRequest(
  account: PracticeAccount,
  method: 'GET' | 'POST',
  pathAndQuery: string,
  timeoutMs = answerMs,
): Promise<IncomingMessage | undefined> {
  const nonce = randomBytes(16).toString('hex');
  const [path = ''] = pathAndQuery.split('?');
  return new Promise((resolve) => {
    const request = http.request({
      host: '127.0.0.1',
      port: account.port,
      method,
      path: pathAndQuery,
      // A connection of its own: a lease is as long as its connection.
      agent: false,
      headers: { 'x-practice-proof': `${nonce}.${proofOf(account.secret, `${method} ${path}`, nonce)}` },
    });
    const timer = setTimeout(() => request.destroy(new Error('no answer')), timeoutMs);
    request.once('error', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    request.once('response', (reply) => {
      clearTimeout(timer);
      const expected = Buffer.from(proofOf(account.secret, 'reply', nonce));
      const given = Buffer.from(String(reply.headers['x-practice-proof'] ?? ''));
      if (given.length === expected.length && timingSafeEqual(given, expected)) {
        resolve(reply);
      } else {
        reply.destroy();
        resolve(undefined);
      }
    });
    request.end();
  });
}

function proofOf(secret: string, what: string, nonce: string): string {
  return createHmac('sha256', secret).update(`${what} ${nonce}`).digest('hex');
}
