import type { CreateBucketConfiguration, ListBucketsOutput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../awsError.ts';
import { accountId, region } from '../../../identity.ts';
import { checkBucketName } from '../bucketNames.ts';
import { invalidArgument, type Exchange } from '../exchange.ts';
import { collectBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';
import type { Uploads } from '../uploads.ts';
import { decodeXml } from '../xml.ts';

/** The operations on buckets as wholes. */
export function bucketOperations(objects: ObjectStore, uploads: Uploads): S3Operations {
  return {
    ListBuckets: (exchange) => {
      exchange.xml('ListBucketsOutput', listBuckets(exchange, objects));
    },
    CreateBucket: async (exchange) => {
      const { bucket } = exchange;
      const body = await collectBody(exchange);
      checkBucketName(bucket);
      if (body.length) {
        checkLocation(await decodeXml<CreateBucketConfiguration>('CreateBucketConfiguration', body));
      }
      // In us-east-1 a bucket that one has already is made again without a word.
      objects.createBucket(bucket);
      exchange.empty(200, { location: `/${bucket}` });
    },
    HeadBucket: (exchange) => {
      objects.keys(exchange.bucket);
      exchange.empty(200, { 'x-amz-bucket-region': region, 'content-type': 'application/xml' });
    },
    DeleteBucket: (exchange) => {
      objects.deleteBucket(exchange.bucket);
      // Uploads that were begun there must not go on in a later bucket of the name.
      for (const upload of uploads.list(exchange.bucket)) uploads.delete(upload);
      exchange.empty(204);
    },
    GetBucketLocation: (exchange) => {
      objects.keys(exchange.bucket);
      // us-east-1 is the location that has no name.
      exchange.xml('GetBucketLocationOutput', {});
    },
  };
}

function listBuckets(exchange: Exchange, objects: ObjectStore): ListBucketsOutput {
  const most = exchange.count('max-buckets', 10_000, 10_000);
  if (most === 0) {
    throw invalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', '0');
  }
  const prefix = exchange.query.get('prefix') ?? '';
  const after = exchange.query.get('continuation-token') ?? '';
  const elsewhere = (exchange.query.get('bucket-region') ?? region) !== region;
  const found = objects
    .buckets()
    .filter(
      ({ name }) =>
        !elsewhere && name.startsWith(prefix) && name > Buffer.from(after, 'base64url').toString(),
    );
  const page = found.slice(0, most);
  const last = page.at(-1)?.name ?? '';
  return {
    Owner: { ID: accountId },
    Buckets: page.map(({ name, created }) => ({
      Name: name,
      CreationDate: new Date(created),
      ...(exchange.query.has('max-buckets') || exchange.query.has('bucket-region')
        ? { BucketRegion: region }
        : {}),
    })),
    ...(exchange.query.has('prefix') ? { Prefix: prefix } : {}),
    ...(found.length > page.length ? { ContinuationToken: Buffer.from(last).toString('base64url') } : {}),
  };
}

function checkLocation({ LocationConstraint: location }: CreateBucketConfiguration): void {
  if (location === undefined) return;
  if ((location as string) === region) {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      members: { LocationConstraint: location },
    });
  }
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}
