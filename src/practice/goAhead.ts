import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whether the client sends its body only when it is told to (`Expect: 100-continue`). */
export function waitsForGoAhead({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Tells a client that waits for it to send its body: to be called once nothing is left to refuse without the body. */
export function giveGoAhead(request: IncomingMessage, reply: ServerResponse): void {
  if (waitsForGoAhead(request)) reply.writeContinue();
}
