import type { CreateBucketConfiguration, ListBucketsOutput, ObjectOwnership } from '@aws-sdk/client-s3';
import { AwsError } from '../../../awsError.ts';
import { accountId, region } from '../../../identity.ts';
import { checkBucketName } from '../bucketNames.ts';
import type { BucketSettings } from '../bucketSettings.ts';
import { checkOwnership, checkTags } from '../checkSettings.ts';
import { invalidArgument, type Exchange } from '../exchange.ts';
import { collectBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';
import { decodeXml } from '../xml.ts';

/** The operations on buckets as wholes. */
export function bucketOperations(objects: ObjectStore): S3Operations {
  return {
    ListBuckets: (exchange) => {
      exchange.xml('ListBucketsOutput', listBuckets(exchange, objects));
    },
    CreateBucket: async (exchange) => {
      const { bucket } = exchange;
      const body = await collectBody(exchange);
      checkBucketName(bucket);
      const configuration = body.length
        ? await decodeXml<CreateBucketConfiguration>('CreateBucketConfiguration', body)
        : {};
      checkLocation(configuration);
      // In us-east-1 a bucket that one has already is made again without a word.
      objects.createBucket(bucket, settingsOf(exchange, configuration));
      exchange.empty(200, { location: `/${bucket}` });
    },
    HeadBucket: (exchange) => {
      objects.keys(exchange.bucket);
      exchange.empty(200, { 'x-amz-bucket-region': region, 'content-type': 'application/xml' });
    },
    DeleteBucket: (exchange) => {
      objects.deleteBucket(exchange.bucket);
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

/** What a request to create a bucket sets on it. */
function settingsOf(exchange: Exchange, { Tags: tags = [] }: CreateBucketConfiguration): BucketSettings {
  const ownership = exchange.header('x-amz-object-ownership') as ObjectOwnership | undefined;
  return {
    ...(tags.length ? { tags: checkTags(tags) } : {}),
    ...(ownership === undefined
      ? {}
      : { ownership: checkOwnership({ Rules: [{ ObjectOwnership: ownership }] }) }),
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
