import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type {
  CompletedMultipartUpload,
  CompletedPart,
  CompleteMultipartUploadOutput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../awsError.ts';
import {
  checksumHeader,
  checksumMember,
  composite,
  finishSum,
  startSum,
  type Checksum,
} from '../checksums.ts';
import { writeCondition } from '../conditions.ts';
import type { Exchange } from '../exchange.ts';
import { collectBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { Part, Upload, Uploads } from '../uploads.ts';
import { decodeXml } from '../xml.ts';

/** Every part but the last has at least this size. */
const smallestPart = 5 * 1024 * 1024;

/** Makes the parts that a CompleteMultipartUpload names one object, in the order of their numbers. */
export async function completeUpload(
  exchange: Exchange,
  objects: ObjectStore,
  uploads: Uploads,
): Promise<void> {
  const { bucket, key } = exchange;
  objects.keys(bucket);
  const upload = uploads.get(bucket, key, exchange.query.get('uploadId') ?? '');
  const body = await collectBody(exchange);
  const { Parts: named = [] } = await decodeXml<CompletedMultipartUpload>('CompletedMultipartUpload', body);
  const parts = chosenParts(upload, uploads.parts(upload), named);
  checkSize(exchange, parts);
  writeCondition(exchange, objects.head(bucket, key));

  const blob = objects.blobs.newName(key);
  const whole = startSum(upload.algorithm);
  const isWhole = upload.checksumType === 'FULL_OBJECT';
  const size = await objects.blobs.write(blob, bytesOf(parts, uploads), isWhole ? [whole] : []);
  try {
    const checksum: Checksum = isWhole
      ? { algorithm: upload.algorithm, value: await finishSum(whole), type: 'FULL_OBJECT' }
      : await composite(
          upload.algorithm,
          parts.map((part) => part.checksum),
        );
    checkChecksum(exchange, checksum);
    writeCondition(exchange, objects.head(bucket, key));
    // Aborted, or completed by another request, while the parts were put together.
    uploads.get(bucket, key, upload.id);
    const { etag } = objects.record(bucket, key, blob, size, etagOf(parts), {
      ...upload.details,
      checksum,
      parts: parts.map((part) => part.size),
    });
    uploads.delete(upload);
    const output: CompleteMultipartUploadOutput = {
      Location: `http://${exchange.request.headers.host ?? ''}/${bucket}/${encodeURIComponent(key)}`,
      Bucket: bucket,
      Key: key,
      ETag: etag,
      [checksumMember(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    };
    exchange.xml('CompleteMultipartUploadOutput', output);
  } catch (error) {
    objects.blobs.remove(blob);
    throw error;
  }
}

/** The parts that the request names, each held against what it says of it. Throws S3's errors. */
function chosenParts(upload: Upload, parts: readonly Part[], named: readonly CompletedPart[]): Part[] {
  if (named.length === 0) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  if (named.some((each, index) => (each.PartNumber ?? 0) <= (named[index - 1]?.PartNumber ?? 0))) {
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      { members: { UploadId: upload.id } },
    );
  }
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  const bare = (etag: string | undefined) => (etag ?? '').replaceAll('"', '');
  return named.map((each, index) => {
    const number = each.PartNumber ?? 0;
    const part = byNumber.get(number);
    const sum = each[checksumMember(upload.algorithm)];
    if (!part || bare(part.etag) !== bare(each.ETag) || (sum !== undefined && sum !== part.checksum)) {
      throw new AwsError(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        { members: { UploadId: upload.id, PartNumber: number, ETag: bare(each.ETag) } },
      );
    }
    if (index < named.length - 1 && part.size < smallestPart) {
      throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        members: {
          ProposedSize: part.size,
          MinSizeAllowed: smallestPart,
          PartNumber: number,
          ETag: bare(part.etag),
        },
      });
    }
    return part;
  });
}

async function* bytesOf(parts: readonly Part[], uploads: Uploads): AsyncGenerator<Buffer> {
  for (const part of parts) {
    yield* createReadStream(uploads.blobs.path(part.blob), {
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>;
  }
}

/** The MD5 of the parts' MD5s, and how many they are. */
function etagOf(parts: readonly Part[]): string {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag.replaceAll('"', ''), 'hex'));
  return `"${md5.digest('hex')}-${parts.length}"`;
}

function checkSize(exchange: Exchange, parts: readonly Part[]): void {
  const declared = exchange.header('x-amz-mp-object-size');
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (declared === undefined || Number(declared) === size) return;
  throw new AwsError(
    'InvalidRequest',
    `The provided 'x-amz-mp-object-size' header value ${declared} does not match what was computed: ${size}`,
  );
}

function checkChecksum(exchange: Exchange, checksum: Checksum): void {
  const given = exchange.header(checksumHeader(checksum.algorithm));
  if (given === undefined || given === checksum.value) return;
  // The request's own body has the header too, where a client sums the list of parts.
  if (exchange.header('x-amz-checksum-type') === undefined) return;
  throw new AwsError(
    'BadDigest',
    `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
  );
}
