import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from './awsError.ts';
import type { Clock } from './clock.ts';
import { dispatch } from './dispatch.ts';
import type { Call, Service, StreamingService } from './service.ts';
import { readSignature, signingKey, verifySignature, type Credentials } from './signature.ts';

/** No AWS request with a collected body is larger: InvokeEndpoint takes 6 MiB, PutRecordBatch 4 MiB before base64. */
const largestBody = 16 * 1024 * 1024;

/** A running server: its port on loopback, and how to end it. */
export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the services on 127.0.0.1; port 0 takes a free one. Every request must be signed with `credentials`. */
export async function startServer(
  services: readonly Service[],
  credentials: Credentials,
  clock: Clock,
  port: number,
): Promise<RunningServer> {
  const server = createServer({ keepAlive: true, requestTimeout: 0 }, (request, reply) => {
    serve(request, reply).catch((error: unknown) => {
      process.stderr.write(
        `request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      reply.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  // The client waits for a go-ahead before it sends a large body.
  server.on('checkContinue', (request, reply) => {
    reply.writeContinue();
    server.emit('request', request, reply);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;

  async function serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (!isOurHost(request.headers.host, bound)) {
      refuse(reply, 'AccessDenied', "the Host header is not this account's address");
      return;
    }
    const signed = readSignature(request);
    if (!signed) {
      refuse(reply, 'MissingAuthenticationToken', 'the request is not signed');
      return;
    }
    const service = serviceFor(services, signed.service, request);
    if (!service) {
      refuse(reply, 'UnknownOperationException', `the practice account has no service ${signed.service}`);
      return;
    }
    const call: Call = {
      requestId: randomUUID(),
      region: signed.region,
      signed,
      authenticate: (body) => {
        const hash =
          signed.payloadHash ??
          createHash('sha256')
            .update(body ?? '')
            .digest('hex');
        verifySignature(request, signed, credentials, hash, clock.now());
      },
      signingKey: () => signingKey(signed, credentials),
    };
    if (isStreaming(service)) await service.handle(request, reply, call);
    else await dispatch(service, request, await collect(request), reply, call);
  }

  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isStreaming(service: Service): service is StreamingService {
  return service.wire.protocol === 'streaming';
}

/** One signing name may serve several services (`sagemaker` signs its runtime too): the target or the path decides. */
function serviceFor(
  services: readonly Service[],
  signingName: string,
  request: IncomingMessage,
): Service | undefined {
  const named = services.filter((service) => service.signingName === signingName);
  const target = request.headers['x-amz-target'];
  return named.find(({ wire }) => (wire.protocol === 'json') === (target !== undefined)) ?? named[0];
}

/** Only requests that name this address are served, so that a web page cannot reach the account by another name. */
function isOurHost(host: string | undefined, port: number): boolean {
  return (
    host === `127.0.0.1:${port}` ||
    host === `localhost:${port}` ||
    (host ?? '').endsWith(`.localhost:${port}`)
  );
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody)
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(reply: ServerResponse, code: string, why: string): void {
  reply.writeHead(403, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-errortype': code,
    connection: 'close',
  });
  reply.end(JSON.stringify({ __type: code, message: `Refused: ${why}.` }));
}
