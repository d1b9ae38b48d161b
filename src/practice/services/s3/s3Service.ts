import * as model from '@aws-sdk/client-s3';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../../awsError.ts';
import { accountId } from '../../identity.ts';
import { waitsForGoAhead } from '../../goAhead.ts';
import { operationNames } from '../../protocols/model.ts';
import { encodeS3Error, idHeaders } from '../../protocols/s3Error.ts';
import type { Call, RunningService } from '../../service.ts';
import { Exchange } from './exchange.ts';
import type { ObjectStore } from './objectStore.ts';
import { bucketFacts } from './operations/bucketFacts.ts';
import { bucketOperations } from './operations/buckets.ts';
import { copyOperations } from './operations/copying.ts';
import { deleteOperations } from './operations/deleting.ts';
import { listOperations } from './operations/listing.ts';
import { multipartOperations } from './operations/multipart.ts';
import { putOperations } from './operations/putting.ts';
import { readOperations } from './operations/reading.ts';
import { settingOperations } from './operations/settings.ts';
import { operationOf } from './router.ts';

/** S3's operations by the model's names; each reads its exchange's request and ends its reply. */
export type S3Operations = Readonly<Record<string, (exchange: Exchange) => void | Promise<void>>>;

const longestKey = 1024;

/** S3 over the account's objects. */
export function s3Service({ objects }: { objects: ObjectStore }): RunningService {
  const { uploads } = objects;
  const operations: S3Operations = {
    ...bucketOperations(objects),
    ...settingOperations(objects),
    ...bucketFacts(objects),
    ...listOperations(objects),
    ...putOperations(objects),
    ...readOperations(objects),
    ...deleteOperations(objects),
    ...copyOperations(objects, uploads),
    ...multipartOperations(objects, uploads),
  };
  return {
    services: [
      {
        signingName: 's3',
        title: 'S3',
        wire: { protocol: 'streaming' },
        operations,
        refuses,
        handle: (request, reply, call) => handle(operations, request, reply, call),
      },
    ],
    close: () => Promise.resolve(),
  };
}

const refuses = [
  'Versioning, access control lists, tags of objects, encryption with keys of KMS, object lock, lifecycle, replication, website hosting and event notifications: requests and headers for them are answered with NotImplemented.',
  'A bucket’s policy, public access block, default encryption, ownership controls and tags are kept and shown, and no request is held to them: whoever has the account’s key may do everything, and nothing is encrypted on this disk. A public policy is refused all the same where the bucket blocks those.',
  'Storage classes other than STANDARD.',
  'Conditions of time and size in DeleteObjects, which only directory buckets have (ETags are heeded).',
  'Signature Version 2, as in the regions of S3 that began after it: presigned URLs are made with version 4 (in boto3, `signature_version="s3v4"`).',
  'Browser uploads with an HTML form (POST object).',
  'Checksums other than CRC32, CRC32C, CRC64NVME, SHA1 and SHA256.',
];

async function handle(
  operations: S3Operations,
  request: IncomingMessage,
  reply: ServerResponse,
  call: Call,
): Promise<void> {
  try {
    const exchange = new Exchange(request, reply, call);
    call.authenticate();
    checkRequest(exchange);
    const name = operationOf(exchange);
    const operation = name === undefined ? undefined : operations[name];
    if (!operation) throw undone(name, exchange);
    await operation(exchange);
  } catch (error) {
    answerError(request, reply, call, error);
  } finally {
    // What of the body nobody read is in the way of the connection's next request.
    request.resume();
  }
}

function checkRequest(exchange: Exchange): void {
  if (exchange.call.signed.payloadHash === undefined) {
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const owner = exchange.header('x-amz-expected-bucket-owner');
  if (owner !== undefined && owner !== accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  }
  const size = Buffer.byteLength(exchange.key);
  if (size > longestKey) {
    throw new AwsError('KeyTooLongError', 'Your key is too long', {
      members: { Size: size, MaxSizeAllowed: longestKey },
    });
  }
  const version = exchange.query.get('versionId');
  if (version !== null && version !== 'null') {
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', {
      status: 404,
      members: { Key: exchange.key, VersionId: version },
    });
  }
}

function undone(name: string | undefined, exchange: Exchange): AwsError {
  if (name !== undefined && operationNames(model).includes(name)) {
    return new AwsError('NotImplemented', `The practice account does not do S3 ${name}.`, { status: 501 });
  }
  return new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    status: 405,
    members: { Method: exchange.request.method ?? '' },
  });
}

function answerError(request: IncomingMessage, reply: ServerResponse, call: Call, error: unknown): void {
  if (reply.headersSent || reply.destroyed) {
    // Half a body is out, or the client has gone: only the broken connection can say that it failed.
    reply.destroy();
    return;
  }
  const known = error instanceof AwsError ? error : internalError(call, error);
  const body = request.method === 'HEAD' ? '' : encodeS3Error(known, call.requestId);
  // A client that was not told to send its body must not take this connection for the next request.
  if (waitsForGoAhead(request)) reply.setHeader('connection', 'close');
  reply.writeHead(known.status, {
    ...idHeaders(call.requestId),
    ...(body ? { 'content-type': 'application/xml', 'content-length': String(Buffer.byteLength(body)) } : {}),
  });
  reply.end(body);
}

function internalError(call: Call, error: unknown): AwsError {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `request ${call.requestId} failed: ${error instanceof Error ? (error.stack ?? message) : message}\n`,
  );
  return new AwsError('InternalError', `The practice account could not answer: ${message}`, { status: 500 });
}
