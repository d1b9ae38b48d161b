import { AwsError } from '../../../awsError.ts';
import {
  algorithmNamed,
  checksumHeader,
  defaultAlgorithm,
  finishSum,
  startSum,
  type ChecksumAlgorithm,
  type ChecksumType,
} from '../checksums.ts';
import { invalidArgument, type Exchange } from '../exchange.ts';
import { IncomingBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import { putDetails } from '../putHeaders.ts';
import type { S3Operations } from '../s3Service.ts';
import type { Upload, Uploads } from '../uploads.ts';
import { completeUpload } from './completing.ts';
import { listParts, listUploads } from './uploadListing.ts';

/** The operations of a multipart upload, but for those that copy. */
export function multipartOperations(objects: ObjectStore, uploads: Uploads): S3Operations {
  return {
    CreateMultipartUpload: (exchange) => {
      createUpload(exchange, objects, uploads);
    },
    UploadPart: (exchange) => uploadPart(exchange, uploads),
    CompleteMultipartUpload: (exchange) => completeUpload(exchange, objects, uploads),
    AbortMultipartUpload: (exchange) => {
      uploads.delete(uploadOf(exchange, uploads));
      exchange.empty(204);
    },
    ListParts: (exchange) => {
      exchange.xml('ListPartsOutput', listParts(exchange, uploads, uploadOf(exchange, uploads)));
    },
    ListMultipartUploads: (exchange) => {
      objects.keys(exchange.bucket);
      exchange.xml('ListMultipartUploadsOutput', listUploads(exchange, uploads));
    },
  };
}

/** The upload that a request names. Throws NoSuchUpload. */
export function uploadOf({ bucket, key, query }: Exchange, uploads: Uploads): Upload {
  return uploads.get(bucket, key, query.get('uploadId') ?? '');
}

/** The part number that a request names. Throws InvalidArgument. */
export function partNumberOf({ query }: Exchange): number {
  const text = query.get('partNumber') ?? '';
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000) return number;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text);
}

function createUpload(exchange: Exchange, objects: ObjectStore, uploads: Uploads): void {
  const { bucket, key } = exchange;
  objects.keys(bucket);
  const asked = exchange.header('x-amz-checksum-algorithm');
  const algorithm = asked === undefined ? defaultAlgorithm : algorithmNamed(asked);
  const checksumType = checksumTypeOf(algorithm, exchange.header('x-amz-checksum-type'));
  const { id } = uploads.create({
    bucket,
    key,
    details: putDetails(exchange),
    algorithm,
    checksumType,
    isChecksumAsked: asked !== undefined,
  });
  exchange.xml(
    'CreateMultipartUploadOutput',
    { Bucket: bucket, Key: key, UploadId: id },
    asked === undefined ? {} : { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': checksumType },
  );
}

/** CRCs can be of the whole object or composed of the parts', hashes only composed, CRC64NVME only of the whole. */
function checksumTypeOf(algorithm: ChecksumAlgorithm, asked: string | undefined): ChecksumType {
  const isHash = algorithm.startsWith('SHA');
  const type = asked ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type === 'FULL_OBJECT' && !isHash) return type;
  if (type === 'COMPOSITE' && algorithm !== 'CRC64NVME') return type;
  throw new AwsError(
    'InvalidRequest',
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

async function uploadPart(exchange: Exchange, uploads: Uploads): Promise<void> {
  const number = partNumberOf(exchange);
  const upload = uploadOf(exchange, uploads);
  const body = new IncomingBody(exchange, upload.algorithm);
  refuseOtherAlgorithm(upload, body.algorithm);
  const sum = startSum(upload.algorithm);
  const blob = uploads.blobs.newName('');
  const size = await uploads.blobs.write(blob, body.content, [...body.taps, sum]);
  try {
    const { md5, checksum } = await body.verify(size);
    const etag = `"${md5}"`;
    uploads.record(upload, {
      number,
      blob,
      size,
      etag,
      checksum: await finishSum(sum),
      lastModified: Date.now(),
    });
    exchange.empty(200, { etag, [checksumHeader(checksum.algorithm)]: checksum.value });
  } catch (error) {
    uploads.blobs.remove(blob);
    throw error;
  }
}

/** Where the client chose an algorithm, its parts must come with the same; else theirs only guards the way here. */
function refuseOtherAlgorithm({ algorithm, isChecksumAsked }: Upload, actual: ChecksumAlgorithm): void {
  if (actual === algorithm || !isChecksumAsked) return;
  throw new AwsError(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`,
  );
}
