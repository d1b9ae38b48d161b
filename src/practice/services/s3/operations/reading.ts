import { createReadStream, openSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { checksumHeaders } from '../checksums.ts';
import { readCondition } from '../conditions.ts';
import { invalidArgument, noSuchKey, type Exchange } from '../exchange.ts';
import type { DetailedObject, ObjectStore } from '../objectStore.ts';
import { keptHeaders } from '../putHeaders.ts';
import { partRange, readRange, type ByteRange } from '../range.ts';
import type { S3Operations } from '../s3Service.ts';

/** Objects up to this size are sent in one piece, which is what makes small gets fast. */
const sentAtOnce = 256 * 1024;

/** GetObject and HeadObject. */
export function readOperations(objects: ObjectStore): S3Operations {
  return {
    GetObject: (exchange) => readObject(exchange, objects),
    HeadObject: (exchange) => readObject(exchange, objects),
    GetObjectTagging: (exchange) => {
      find(exchange, objects);
      exchange.xml('GetObjectTaggingOutput', { TagSet: [] });
    },
  };
}

function find({ bucket, key }: Exchange, objects: ObjectStore): DetailedObject {
  objects.keys(bucket);
  const object = objects.head(bucket, key);
  if (!object) throw noSuchKey(key);
  return object;
}

async function readObject(exchange: Exchange, objects: ObjectStore): Promise<void> {
  const object = find(exchange, objects);
  const headers = { ...objectHeaders(object), ...overrides(exchange) };
  if (readCondition(exchange, object) === 'notModified') {
    exchange.empty(304, { etag: object.etag, 'last-modified': headers['last-modified'] ?? '' });
    return;
  }
  const range = wantedRange(exchange, object);
  const { first, last } = range ?? { first: 0, last: object.size - 1 };
  const length = last - first + 1;
  // A checksum is of the whole: with a part of it a client could only fail to verify it.
  const { checksum } = object.details;
  const summed = !range && checksum && exchange.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  const sent = {
    ...headers,
    ...(summed ? checksumHeaders(checksum) : {}),
    ...(range ? { 'content-range': `bytes ${first}-${last}/${object.size}` } : {}),
    'content-length': String(length),
  };
  if (exchange.request.method === 'HEAD') {
    exchange.begin(range ? 206 : 200, sent);
    exchange.reply.end();
  } else if (object.size <= sentAtOnce) {
    const bytes = readFileSync(object.path);
    exchange.begin(range ? 206 : 200, sent);
    exchange.reply.end(length === bytes.length ? bytes : bytes.subarray(first, last + 1));
  } else {
    // Opened at once: whoever replaces the object now does not disturb this reader.
    const file = createReadStream('', {
      fd: openSync(object.path, 'r'),
      start: first,
      end: last,
      highWaterMark: sentAtOnce,
    });
    exchange.begin(range ? 206 : 200, sent);
    await pipeline(file, exchange.reply);
  }
}

function objectHeaders({ etag, lastModified, details }: DetailedObject): Record<string, string> {
  return {
    etag,
    'last-modified': new Date(lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': details.contentType,
    ...details.headers,
    ...Object.fromEntries(
      Object.entries(details.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
}

/** Headers that the request (a presigned one, mostly) wants in the place of the object's own. */
function overrides({ query }: Exchange): Record<string, string> {
  return Object.fromEntries(
    ['content-type', ...keptHeaders].flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

function wantedRange(exchange: Exchange, object: DetailedObject): ByteRange | undefined {
  const part = exchange.query.get('partNumber');
  if (part === null) return readRange(exchange.header('range'), object.size);
  const number = Number(part);
  if (!/^\d+$/.test(part) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      part,
    );
  }
  const { parts } = object.details;
  if (parts) exchange.reply.setHeader('x-amz-mp-parts-count', parts.length);
  const range = partRange(number, parts ?? [object.size]);
  return object.size === 0 ? undefined : range;
}
