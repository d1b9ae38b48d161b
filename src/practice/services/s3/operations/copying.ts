import { createHash } from 'node:crypto';
import { createReadStream, openSync } from 'node:fs';
import { AwsError } from '../../../awsError.ts';
import {
  algorithmNamed,
  checksumMember,
  defaultAlgorithm,
  finishSum,
  startSum,
  type Checksum,
} from '../checksums.ts';
import { copyCondition, writeCondition } from '../conditions.ts';
import { decodePath, invalidArgument, noSuchKey, type Exchange } from '../exchange.ts';
import type { ObjectDetails } from '../objectDetails.ts';
import type { DetailedObject, ObjectStore } from '../objectStore.ts';
import { putDetails } from '../putHeaders.ts';
import { readRange, type ByteRange } from '../range.ts';
import type { S3Operations } from '../s3Service.ts';
import type { Uploads } from '../uploads.ts';
import { partNumberOf, uploadOf } from './multipart.ts';

const largestCopy = 5 * 1024 ** 3;

/** CopyObject and UploadPartCopy. */
export function copyOperations(objects: ObjectStore, uploads: Uploads): S3Operations {
  return {
    CopyObject: (exchange) => copyObject(exchange, objects),
    UploadPartCopy: (exchange) => copyPart(exchange, objects, uploads),
  };
}

async function copyObject(exchange: Exchange, objects: ObjectStore): Promise<void> {
  const { bucket, key } = exchange;
  objects.keys(bucket);
  const source = sourceOf(exchange, objects);
  if (source.size > largestCopy) {
    throw new AwsError(
      'InvalidRequest',
      `The specified copy source is larger than the maximum allowable size for a copy source: ${largestCopy}`,
    );
  }
  const details = copiedDetails(exchange, source);
  writeCondition(exchange, objects.head(bucket, key));
  const asked = exchange.header('x-amz-checksum-algorithm');
  const algorithm =
    asked === undefined ? (source.details.checksum?.algorithm ?? defaultAlgorithm) : algorithmNamed(asked);
  const md5 = createHash('md5');
  const sum = startSum(algorithm);
  const blob = objects.blobs.newName(key);
  const size = await objects.blobs.write(blob, bytesOf(source), [md5, sum]);
  const checksum: Checksum = { algorithm, value: await finishSum(sum), type: 'FULL_OBJECT' };
  try {
    // Another request may have written the key meanwhile.
    writeCondition(exchange, objects.head(bucket, key));
  } catch (error) {
    objects.blobs.remove(blob);
    throw error;
  }
  const copy = objects.record(bucket, key, blob, size, `"${md5.digest('hex')}"`, { ...details, checksum });
  exchange.xml('CopyObjectResult', {
    ETag: copy.etag,
    LastModified: new Date(copy.lastModified),
    [checksumMember(algorithm)]: checksum.value,
    ChecksumType: checksum.type,
  });
}

async function copyPart(exchange: Exchange, objects: ObjectStore, uploads: Uploads): Promise<void> {
  const number = partNumberOf(exchange);
  const upload = uploadOf(exchange, uploads);
  const source = sourceOf(exchange, objects);
  const header = exchange.header('x-amz-copy-source-range');
  const range = header === undefined ? undefined : copyRange(header, source.size);
  const md5 = createHash('md5');
  const sum = startSum(upload.algorithm);
  const blob = uploads.blobs.newName('');
  const size = await uploads.blobs.write(blob, bytesOf(source, range), [md5, sum]);
  const etag = `"${md5.digest('hex')}"`;
  const checksum = await finishSum(sum);
  const lastModified = Date.now();
  uploads.record(upload, { number, blob, size, etag, checksum, lastModified });
  exchange.xml('CopyPartResult', {
    ETag: etag,
    LastModified: new Date(lastModified),
    [checksumMember(upload.algorithm)]: checksum,
  });
}

/** The object to copy, which the conditions on it hold for. */
function sourceOf(exchange: Exchange, objects: ObjectStore): DetailedObject {
  const header = exchange.header('x-amz-copy-source') ?? '';
  const [path = '', version] = header.replace(/^\//, '').split('?versionId=');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1 || (version !== undefined && version !== 'null')) {
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    );
  }
  const bucket = decodePath(path.slice(0, slash));
  const key = decodePath(path.slice(slash + 1));
  objects.keys(bucket);
  const source = objects.head(bucket, key);
  if (!source) throw noSuchKey(key);
  copyCondition(exchange, source);
  return source;
}

/** The source's details, or the request's where it says that they replace them. */
function copiedDetails(exchange: Exchange, source: DetailedObject): ObjectDetails {
  const directive = exchange.header('x-amz-metadata-directive') ?? 'COPY';
  const fromRequest = putDetails(exchange);
  if (directive === 'REPLACE') return fromRequest;
  if (directive !== 'COPY') {
    throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', directive);
  }
  if (source.bucket === exchange.bucket && source.key === exchange.key) {
    throw new AwsError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const { contentType, headers, metadata } = source.details;
  return { contentType, ...(headers ? { headers } : {}), ...(metadata ? { metadata } : {}) };
}

/** The range of a part to copy; S3 takes only one with both ends, inside the source. */
function copyRange(header: string, size: number): ByteRange {
  const [, , to = ''] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const range = to === '' ? undefined : readRange(header, size);
  if (range?.last === Number(to)) return range;
  throw invalidArgument(
    `The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy, inside a source of ${size} bytes`,
    'x-amz-copy-source-range',
    header,
  );
}

/** The bytes of an object, opened at once: whoever replaces it meanwhile does not disturb the copy. */
function bytesOf({ path, size }: DetailedObject, range?: ByteRange): AsyncIterable<Buffer> {
  return createReadStream('', {
    fd: openSync(path, 'r'),
    start: range?.first ?? 0,
    end: range?.last ?? Math.max(size - 1, 0),
    highWaterMark: 1024 * 1024,
  }) as AsyncIterable<Buffer>;
}
