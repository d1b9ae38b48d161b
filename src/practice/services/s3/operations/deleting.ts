import type { Delete, DeleteObjectsOutput, ObjectIdentifier, _Error } from '@aws-sdk/client-s3';
import { AwsError } from '../../../awsError.ts';
import { checksumAmong } from '../checksums.ts';
import { matchesEtag, preconditionFailed, writeCondition } from '../conditions.ts';
import { notImplemented, type Exchange } from '../exchange.ts';
import { collectBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';
import { decodeXml } from '../xml.ts';

const mostKeys = 1000;

/** DeleteObject and DeleteObjects: a key that is not there is deleted as well. */
export function deleteOperations(objects: ObjectStore): S3Operations {
  return {
    DeleteObject: (exchange) => {
      const { bucket, key } = exchange;
      objects.keys(bucket);
      const before = objects.head(bucket, key);
      if (before) writeCondition(exchange, before);
      objects.delete(bucket, key);
      exchange.empty(204);
    },
    DeleteObjects: async (exchange) => {
      objects.keys(exchange.bucket);
      exchange.xml('DeleteObjectsOutput', await deleteObjects(exchange, objects));
    },
  };
}

async function deleteObjects(exchange: Exchange, objects: ObjectStore): Promise<DeleteObjectsOutput> {
  const { headers } = exchange.request;
  const body = await collectBody(exchange);
  if (
    headers['content-md5'] === undefined &&
    headers['x-amz-trailer'] === undefined &&
    !checksumAmong(headers)
  ) {
    throw new AwsError(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const { Objects: named = [], Quiet: quiet } = await decodeXml<Delete>('Delete', body);
  if (named.length === 0 || named.length > mostKeys) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  // The members that only directory buckets have.
  if (named.some((each) => each.LastModifiedTime !== undefined || each.Size !== undefined)) {
    throw notImplemented('LastModifiedTime and Size of DeleteObjects');
  }
  const errors = named.map((each) => deleteOne(exchange.bucket, each, objects));
  const deleted = named.filter((_, index) => !errors[index]).map(({ Key }) => ({ Key }));
  const failed = errors.filter((error) => error !== undefined);
  return { ...(quiet ? {} : { Deleted: deleted }), ...(failed.length ? { Errors: failed } : {}) };
}

/** Deletes one object of a request that names many; the error, when that was not to be. */
function deleteOne(
  bucket: string,
  { Key: key = '', VersionId: version = 'null', ETag: etag }: ObjectIdentifier,
  objects: ObjectStore,
): _Error | undefined {
  if (version !== 'null') {
    return {
      Key: key,
      VersionId: version,
      Code: 'NoSuchVersion',
      Message: 'The specified version does not exist.',
    };
  }
  const object = objects.head(bucket, key);
  if (object && etag !== undefined && !matchesEtag(etag, object)) {
    const { code, message } = preconditionFailed('If-Match');
    return { Key: key, Code: code, Message: message };
  }
  objects.delete(bucket, key);
  return undefined;
}
