import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from './awsError.ts';
import type { Clock } from './clock.ts';
import { asAwsError, dispatch, send } from './dispatch.ts';
import { giveGoAhead } from './goAhead.ts';
import { refusal, unsigned } from './protocols/refusal.ts';
import type { Call, Service, StreamingService } from './service.ts';
import { readSignature, signingKey, verifySignature, type Credentials } from './signature.ts';

/** No AWS request with a collected body is larger: InvokeEndpoint takes 6 MiB, PutRecordBatch 4 MiB before base64. */
const largestBody = 16 * 1024 * 1024;

/** A running server: its port on loopback, and how to end it. */
export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** What a server serves. */
export interface Served {
  /** The services of this moment: a reset exchanges them. */
  services(): Promise<readonly Service[]>;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Takes a request that is for the process itself; false when it is none of those. */
  readonly own?: ((request: IncomingMessage, reply: ServerResponse) => boolean) | undefined;
}

/** Serves on 127.0.0.1; port 0 takes a free one. Every request must be signed with the credentials. */
export async function startServer(served: Served, port: number): Promise<RunningServer> {
  const answer = (request: IncomingMessage, reply: ServerResponse): void => {
    const requestId = randomUUID();
    serve(served, request, reply, bound, requestId).catch((error: unknown) => {
      const known = asAwsError(error, requestId);
      if (reply.headersSent) reply.destroy();
      else send(reply, refusal(request, known, requestId));
    });
  };
  const server = createServer({ keepAlive: true, requestTimeout: 0 }, answer);
  server.keepAliveTimeout = 60_000;
  // Whoever reads the body of such a request gives the client its go-ahead.
  server.on('checkContinue', answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  served: Served,
  request: IncomingMessage,
  reply: ServerResponse,
  port: number,
  requestId: string,
): Promise<void> {
  if (!isOurHost(request.headers.host, port)) {
    throw new AwsError('AccessDenied', "The Host header is not this account's address.", { status: 403 });
  }
  if (served.own?.(request, reply)) return;
  const signed = readSignature(request);
  if (!signed) throw unsigned(request);
  const service = serviceFor(await served.services(), signed.service, request);
  if (!service) {
    const asked = request.headers['x-amz-target']?.toString() ?? signed.service;
    throw new AwsError('UnknownOperationException', `The practice account does not do ${asked}.`);
  }
  const { credentials, clock } = served;
  const call: Call = {
    requestId,
    region: signed.region,
    signed,
    authenticate: (body) => verifySignature(request, signed, credentials, clock.now(), body),
    signingKey: () => signingKey(signed, credentials),
  };
  if (isStreaming(service)) await service.handle(request, reply, call);
  else {
    giveGoAhead(request, reply);
    await dispatch(service, { request, body: await collect(request) }, reply, call);
  }
}

function isStreaming(service: Service): service is StreamingService {
  return service.wire.protocol === 'streaming';
}

/** One signing name may serve several services (`sagemaker` signs its runtime too): the target decides. */
function serviceFor(
  services: readonly Service[],
  signingName: string,
  request: IncomingMessage,
): Service | undefined {
  const target = request.headers['x-amz-target']?.toString();
  return services.find(
    ({ signingName: name, wire }) =>
      name === signingName &&
      (target !== undefined && wire.protocol !== 'streaming'
        ? wire.protocol === 'json' && target.startsWith(`${wire.target}.`)
        : wire.protocol !== 'json'),
  );
}

/** Only requests that name this address are served, so that a web page cannot reach the account by another name. */
function isOurHost(host: string | undefined, port: number): boolean {
  const [name = '', ofPort] = (host ?? '').toLowerCase().split(':');
  return (
    ofPort === String(port) && (name === '127.0.0.1' || name === 'localhost' || name.endsWith('.localhost'))
  );
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) {
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', { status: 413 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
