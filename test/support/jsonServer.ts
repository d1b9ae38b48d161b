import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that answers each request with a JSON document or a text. */
export interface JsonServer {
  readonly address: string;
  /** `GET /path?query` of each request, in their order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts a server; `answer` gets method and path with query, and answers a body, or undefined for 404. */
export async function startJsonServer(answer: (asked: string) => unknown): Promise<JsonServer> {
  const asked: string[] = [];
  const server = http.createServer((request, reply) => {
    const what = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(what);
    const body = answer(what);
    request.resume();
    reply.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    reply.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
