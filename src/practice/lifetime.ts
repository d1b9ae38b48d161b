import type { IncomingMessage, ServerResponse } from 'node:http';
import { proofOf, provenNonce } from './proof.ts';
import type { ResetTo } from './store/reset.ts';

/** What a practice process lets the requests of its holders do. */
export interface Handlers {
  /** Called once, when the last lease has been gone for long enough. */
  readonly end: () => void;
  readonly reset: (to: ResetTo) => Promise<void>;
  readonly setPace: (pace: number) => void;
}

/** The leases on a practice process. */
export interface Lifetime {
  /** From here on leases are given, and the time without one is counted. */
  begin(handlers: Handlers): void;
  /** Answers requests under `/-/`, where no bucket can be; false for any other. */
  readonly own: (request: IncomingMessage, reply: ServerResponse) => boolean;
}

/**
 * Keeps count of the leases. A lease is a request, `GET /-/lease`, whose reply goes on for as long as its holder's
 * connection: it ends with the holder, however that one ends. `POST /-/reset` forgets everything. Both prove that
 * they know the secret, and are answered with a proof, so that neither side takes another program for its own.
 * Without a lease, the process ends after `lingerSeconds`.
 */
export function createLifetime(secret: string, lingerSeconds: number): Lifetime {
  let leases = 0;
  let timer: NodeJS.Timeout | undefined;
  let handlers: Handlers | undefined;

  const countDown = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { end } = handlers ?? {};
      handlers = undefined;
      end?.();
    }, lingerSeconds * 1000);
  };

  const lease = (request: IncomingMessage, reply: ServerResponse, url: URL, { setPace }: Handlers) => {
    leases += 1;
    clearTimeout(timer);
    request.socket.setKeepAlive(true);
    reply.once('close', () => {
      leases -= 1;
      if (leases === 0 && handlers) countDown();
    });
    const pace = Number(url.searchParams.get('pace') ?? NaN);
    if (pace >= 0) setPace(pace);
    reply.writeHead(200, { 'content-type': 'application/json' });
    reply.write(`${JSON.stringify({ pid: process.pid })}\n`);
  };

  const reset = (reply: ServerResponse, url: URL, handlers: Handlers) => {
    handlers.reset(url.searchParams.has('empty') ? 'empty' : 'provisioned').then(
      () => reply.writeHead(204).end(),
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        process.stderr.write(`reset failed: ${reason}\n`);
        reply.writeHead(500).end(reason);
      },
    );
  };

  return {
    begin: (given) => {
      handlers = given;
      countDown();
    },
    own: (request, reply) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (!url.pathname.startsWith('/-/')) return false;
      const asked = `${request.method ?? ''} ${url.pathname}`;
      const nonce = provenNonce(secret, asked, request.headers['x-practice-proof']);
      if (nonce === undefined) reply.writeHead(403).end();
      else if (!handlers) reply.writeHead(503).end();
      else {
        reply.setHeader('x-practice-proof', proofOf(secret, 'reply', nonce));
        if (asked === 'GET /-/lease') lease(request, reply, url, handlers);
        else if (asked === 'POST /-/reset') reset(reply, url, handlers);
        else reply.writeHead(404).end();
      }
      return true;
    },
  };
}
