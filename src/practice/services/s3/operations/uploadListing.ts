import type { ListMultipartUploadsOutput, ListPartsOutput } from '@aws-sdk/client-s3';
import { accountId } from '../../../identity.ts';
import { checksumMember } from '../checksums.ts';
import type { Exchange } from '../exchange.ts';
import type { Upload, Uploads } from '../uploads.ts';
import { encoder } from './listing.ts';

const largestPage = 1000;
const owner = { ID: accountId };

/** One page of an upload's parts. */
export function listParts(exchange: Exchange, uploads: Uploads, upload: Upload): ListPartsOutput {
  const most = exchange.count('max-parts', largestPage, largestPage);
  const marker = exchange.count('part-number-marker', 0, 10_000);
  const found = uploads.parts(upload).filter(({ number }) => number > marker);
  const page = found.slice(0, most);
  return {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    Initiator: owner,
    Owner: owner,
    StorageClass: 'STANDARD',
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: most,
    IsTruncated: found.length > page.length,
    ...(upload.isChecksumAsked
      ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType }
      : {}),
    Parts: page.map(({ number, size, etag, checksum, lastModified }) => ({
      PartNumber: number,
      LastModified: new Date(lastModified),
      ETag: etag,
      Size: size,
      ...(upload.isChecksumAsked ? { [checksumMember(upload.algorithm)]: checksum } : {}),
    })),
  };
}

/** One page of the uploads to a bucket that are in progress. */
export function listUploads(exchange: Exchange, uploads: Uploads): ListMultipartUploadsOutput {
  const { bucket, query } = exchange;
  const encoded = encoder(exchange);
  const most = exchange.count('max-uploads', largestPage, largestPage);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const all = uploads.list(bucket).filter(({ key }) => key.startsWith(prefix));
  const behindMarker = all.slice(firstBehind(all, keyMarker, idMarker));
  const grouped = behindMarker.map((upload) => ({
    upload,
    common: commonPrefix(upload.key, prefix, delimiter),
  }));
  const page = grouped.slice(0, most);
  const last = page.at(-1)?.upload;
  return {
    Bucket: bucket,
    KeyMarker: encoded(keyMarker),
    UploadIdMarker: idMarker,
    Prefix: encoded(prefix),
    ...(delimiter ? { Delimiter: encoded(delimiter) } : {}),
    ...(query.has('encoding-type') ? { EncodingType: 'url' as const } : {}),
    MaxUploads: most,
    IsTruncated: grouped.length > page.length,
    ...(grouped.length > page.length && last
      ? { NextKeyMarker: encoded(last.key), NextUploadIdMarker: last.id }
      : {}),
    Uploads: page.flatMap(({ upload, common }) =>
      common === undefined
        ? {
            UploadId: upload.id,
            Key: encoded(upload.key),
            Initiated: new Date(upload.initiated),
            StorageClass: 'STANDARD' as const,
            Owner: owner,
            Initiator: owner,
            ...(upload.isChecksumAsked
              ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType }
              : {}),
          }
        : [],
    ),
    CommonPrefixes: [...new Set(page.flatMap(({ common }) => common ?? []))].map((each) => ({
      Prefix: encoded(each),
    })),
  };
}

/** Place of the first upload behind a marker: behind that very upload, or else behind all of the marker's key. */
function firstBehind(all: readonly Upload[], key: string, id: string): number {
  if (!key) return 0;
  const exact = all.findIndex((upload) => upload.key === key && upload.id === id);
  if (exact >= 0) return exact + 1;
  const next = all.findIndex((upload) => Buffer.compare(Buffer.from(upload.key), Buffer.from(key)) > 0);
  return next < 0 ? all.length : next;
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
