import type { CommonPrefix, ListObjectsOutput, ListObjectsV2Output, _Object } from '@aws-sdk/client-s3';
import { accountId } from '../../../identity.ts';
import { invalidArgument, type Exchange } from '../exchange.ts';
import { listPage, type ListPage } from '../listPage.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';

const largestPage = 1000;

/** ListObjectsV2 and ListObjects. */
export function listOperations(objects: ObjectStore): S3Operations {
  return {
    ListObjectsV2: (exchange) => {
      exchange.xml('ListObjectsV2Output', listV2(exchange, objects));
    },
    ListObjects: (exchange) => {
      exchange.xml('ListObjectsOutput', listV1(exchange, objects));
    },
  };
}

function listV2(exchange: Exchange, objects: ObjectStore): ListObjectsV2Output {
  const { query } = exchange;
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after') ?? '';
  const after = token === null ? startAfter : readToken(token);
  const { page, common } = list(exchange, objects, after, query.get('fetch-owner') === 'true');
  const encoded = encoder(exchange);
  return {
    ...common,
    KeyCount: page.keys.length + page.commonPrefixes.length,
    ...(startAfter ? { StartAfter: encoded(startAfter) } : {}),
    ...(token === null ? {} : { ContinuationToken: token }),
    ...(page.isTruncated ? { NextContinuationToken: writeToken(page.last) } : {}),
  };
}

function listV1(exchange: Exchange, objects: ObjectStore): ListObjectsOutput {
  const marker = exchange.query.get('marker') ?? '';
  const { page, common } = list(exchange, objects, marker, true);
  const encoded = encoder(exchange);
  return {
    ...common,
    Marker: encoded(marker),
    // Without a delimiter the last key is the next marker, and S3 does not repeat it.
    ...(page.isTruncated && common.Delimiter ? { NextMarker: encoded(page.last) } : {}),
  };
}

interface Common {
  readonly Name: string;
  readonly Prefix: string;
  readonly Delimiter?: string;
  readonly MaxKeys: number;
  readonly IsTruncated: boolean;
  readonly EncodingType?: 'url';
  readonly Contents: _Object[];
  readonly CommonPrefixes: CommonPrefix[];
}

function list(
  exchange: Exchange,
  objects: ObjectStore,
  after: string,
  withOwner: boolean,
): { page: ListPage; common: Common } {
  const { bucket, query } = exchange;
  const keys = objects.keys(bucket);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const most = exchange.count('max-keys', largestPage, largestPage);
  const page = listPage(keys, { prefix, delimiter, after, most });
  const encoded = encoder(exchange);
  return {
    page,
    common: {
      Name: bucket,
      Prefix: encoded(prefix),
      ...(delimiter ? { Delimiter: encoded(delimiter) } : {}),
      MaxKeys: most,
      IsTruncated: page.isTruncated,
      ...(query.has('encoding-type') ? { EncodingType: 'url' as const } : {}),
      Contents: page.keys.flatMap((key) => {
        const object = objects.head(bucket, key);
        if (!object) return [];
        const { checksum } = object.details;
        return {
          Key: encoded(key),
          LastModified: wholeSeconds(object.lastModified),
          ETag: object.etag,
          Size: object.size,
          StorageClass: 'STANDARD' as const,
          ...(checksum ? { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type } : {}),
          ...(withOwner ? { Owner: { ID: accountId } } : {}),
        };
      }),
      CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encoded(each) })),
    },
  };
}

/** S3 keeps times of objects in whole seconds. */
function wholeSeconds(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

/** How keys are written in a reply: percent-encoded where the request asks for it, since XML cannot hold every character. */
export function encoder({ query }: Exchange): (text: string) => string {
  const encoding = query.get('encoding-type');
  if (encoding === null) return (text) => text;
  if (encoding !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  }
  return (text) =>
    encodeURIComponent(text)
      .replaceAll('%2F', '/')
      .replaceAll('%20', '+')
      .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function writeToken(last: string): string {
  return Buffer.from(`1${last}`).toString('base64url');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (text.startsWith('1')) return text.slice(1);
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}
