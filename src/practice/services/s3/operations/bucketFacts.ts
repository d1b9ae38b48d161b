import { AwsError } from '../../../awsError.ts';
import { accountId } from '../../../identity.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';

/** What S3 answers for a bucket on which nothing of the kind was set, which here is every bucket. */
const unset: Readonly<Record<string, readonly [code: string, message: string]>> = {
  GetBucketCors: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  GetBucketWebsite: [
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ],
  GetBucketLifecycleConfiguration: [
    'NoSuchLifecycleConfiguration',
    'The lifecycle configuration does not exist',
  ],
  GetBucketReplication: [
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ],
  GetObjectLockConfiguration: [
    'ObjectLockConfigurationNotFoundError',
    'Object Lock configuration does not exist for this bucket',
  ],
};

/** Settings that are as they are by default: the reply has nothing but its name. */
const empty = [
  'GetBucketVersioning',
  'GetBucketLogging',
  'GetBucketAccelerateConfiguration',
  'GetBucketNotificationConfiguration',
];
const replyTypes: Readonly<Record<string, string>> = {
  GetBucketNotificationConfiguration: 'NotificationConfiguration',
};

/** The settings of a bucket that nobody can change here, read as AWS answers for a plain bucket. */
export function bucketFacts(objects: ObjectStore): S3Operations {
  const owner = { ID: accountId };
  const acl = {
    Owner: owner,
    Grants: [
      { Grantee: { Type: 'CanonicalUser' as const, ID: accountId }, Permission: 'FULL_CONTROL' as const },
    ],
  };
  return {
    ...Object.fromEntries(
      Object.entries(unset).map(([operation, [code, message]]) => [
        operation,
        ({ bucket }) => {
          objects.keys(bucket);
          throw new AwsError(code, message, { status: 404, members: { BucketName: bucket } });
        },
      ]) satisfies [string, S3Operations[string]][],
    ),
    ...Object.fromEntries(
      empty.map((operation) => [
        operation,
        (exchange) => {
          objects.keys(exchange.bucket);
          exchange.xml(replyTypes[operation] ?? `${operation}Output`, {});
        },
      ]) satisfies [string, S3Operations[string]][],
    ),
    GetBucketRequestPayment: (exchange) => {
      objects.keys(exchange.bucket);
      exchange.xml('GetBucketRequestPaymentOutput', { Payer: 'BucketOwner' });
    },
    GetBucketAcl: (exchange) => {
      objects.keys(exchange.bucket);
      exchange.xml('GetBucketAclOutput', acl);
    },
  };
}
