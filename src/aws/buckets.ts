import type { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  PutObjectCommand,
  type _Object,
  S3ServiceException,
  type BucketLocationConstraint,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketObject, Buckets, Folder } from '../lab/ports/buckets.ts';
import { aborting } from './aborting.ts';

/** S3 behind the lab's port. */
export function createBuckets(client: S3Client, region: string): Buckets {
  return {
    list: async (signal) => {
      const { Buckets = [] } = await client.send(new ListBucketsCommand({}), aborting(signal));
      return Buckets.map(({ Name = '', CreationDate }) => ({ name: Name, created: CreationDate }));
    },
    region: async (bucket, signal) => {
      try {
        const { LocationConstraint: where } = await client.send(
          new GetBucketLocationCommand({ Bucket: bucket }),
          aborting(signal),
        );
        // S3 says nothing for its first region, and EU for the first one of Europe's.
        return where === 'EU' ? 'eu-west-1' : (where ?? 'us-east-1');
      } catch (error) {
        const own = regionInRefusal(error);
        if (own === undefined) throw error;
        return own;
      }
    },
    create: async (name) => {
      // us-east-1 is S3's own default and refuses to be named.
      const where = region === 'us-east-1' ? undefined : (region as BucketLocationConstraint);
      await client.send(
        new CreateBucketCommand({
          Bucket: name,
          ...(where && { CreateBucketConfiguration: { LocationConstraint: where } }),
        }),
      );
    },
    delete: async (name) => {
      await client.send(new DeleteBucketCommand({ Bucket: name }));
    },
    objects: (bucket, prefix, signal) => listObjects(client, bucket, prefix, signal),
    folder: (bucket, prefix, page) => listFolder(client, bucket, prefix, page),
    describe: (bucket, key, signal) => describeObject(client, bucket, key, signal),
    open: async (bucket, key, signal) => {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
        aborting(signal),
      );
      // In Node the body of a reply is a Readable.
      return Body as Readable;
    },
    read: async (bucket, key, range, signal) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            Bucket: bucket,
            Key: key,
            ...(range && { Range: `bytes=${range[0]}-${range[1]}` }),
          }),
          aborting(signal),
        );
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    put: async (bucket, key, body, contentType) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ...(contentType === undefined ? {} : { ContentType: contentType }),
        }),
      );
    },
    putNew: async (bucket, key, body) => {
      try {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        // Where two come at the same moment, S3 tells one of them of a conflict.
        const isThere =
          error instanceof Error && /^(PreconditionFailed|ConditionalRequestConflict)$/.test(error.name);
        if (isThere) return false;
        throw error;
      }
    },
    remove: (bucket, keys) => removeObjects(client, bucket, keys),
  };
}

async function* listObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): AsyncIterable<BucketObject> {
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }, aborting(signal));
  for await (const { Contents = [] } of pages) yield* Contents.map(bucketObject);
}

async function listFolder(
  client: S3Client,
  bucket: string,
  prefix: string,
  { next, signal }: Parameters<Buckets['folder']>[2] = {},
): Promise<Folder> {
  const page = await client.send(
    new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: '/',
      ...(next === undefined ? {} : { ContinuationToken: next }),
    }),
    aborting(signal),
  );
  return {
    prefixes: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
    objects: (page.Contents ?? []).map(bucketObject),
    next: page.NextContinuationToken,
  };
}

async function describeObject(
  client: S3Client,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<BucketObject | undefined> {
  try {
    const { ContentLength, LastModified } = await client.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key }),
      aborting(signal),
    );
    return bucketObject({ Key: key, Size: ContentLength, LastModified });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** DeleteObjects takes a thousand keys, and answers 200 even when it could not delete some. */
async function removeObjects(client: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  for (let first = 0; first < keys.length; first += 1000) {
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: keys.slice(first, first + 1000).map((Key) => ({ Key })), Quiet: true },
      }),
    );
    const [failed] = Errors;
    if (failed) {
      throw Object.assign(
        new Error(
          `Could not delete s3://${bucket}/${failed.Key ?? ''} (and ${Errors.length - 1} more): ${failed.Message ?? ''}`,
        ),
        { name: failed.Code ?? 'InternalError' },
      );
    }
  }
}

function bucketObject({ Key = '', Size = 0, LastModified = new Date(0) }: _Object): BucketObject {
  return { key: Key, size: Size, lastModified: LastModified };
}

/** The bucket's own region, which S3 of another one names when it refuses to answer for it (PermanentRedirect). */
function regionInRefusal(error: unknown): string | undefined {
  const response = error instanceof S3ServiceException ? error.$response : undefined;
  return response?.headers['x-amz-bucket-region'];
}
