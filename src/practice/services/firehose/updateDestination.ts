import type { ExtendedS3DestinationUpdate, UpdateDestinationInput } from '@aws-sdk/client-firehose';
import { AwsError } from '../../awsError.ts';
import { destinationOf } from './createStream.ts';
import { destinationId, versionOf, type Destination, type DeliveryStream } from './deliveryStream.ts';

/** The two names of an S3 destination, the newer one first. */
const destinationMembers = ['ExtendedS3DestinationUpdate', 'S3DestinationUpdate'] as const;

/** Members of the request for other destinations than S3. */
const undone = [
  'RedshiftDestinationUpdate',
  'ElasticsearchDestinationUpdate',
  'AmazonopensearchserviceDestinationUpdate',
  'AmazonOpenSearchServerlessDestinationUpdate',
  'SplunkDestinationUpdate',
  'HttpEndpointDestinationUpdate',
  'SnowflakeDestinationUpdate',
  'IcebergDestinationUpdate',
] as const satisfies (keyof UpdateDestinationInput)[];

/**
 * A stream's destination as a request changes it: what the request leaves out stays. Throws AWS's errors, and names what is
 * not done here.
 */
export function updatedDestination(stream: DeliveryStream, input: UpdateDestinationInput): Destination {
  if (input.CurrentDeliveryStreamVersionId !== String(versionOf(stream))) {
    throw new AwsError(
      'ConcurrentModificationException',
      `The version ID ${input.CurrentDeliveryStreamVersionId ?? ''} does not match the current version ID ${versionOf(stream)} of Firehose ${stream.name}.`,
    );
  }
  if (input.DestinationId !== destinationId) {
    throw new AwsError(
      'InvalidArgumentException',
      `Destination ID ${input.DestinationId ?? ''} is not valid.`,
    );
  }
  const other = undone.find((member) => input[member] !== undefined);
  if (other) {
    throw new AwsError(
      'InvalidArgumentException',
      `The practice account does not do ${other} for delivery streams.`,
    );
  }
  const update = destinationMembers.map((member) => input[member]).find((each) => each !== undefined);
  if (!update) {
    throw new AwsError(
      'InvalidArgumentException',
      'Exactly one destination configuration is supported for a Firehose',
    );
  }
  return destinationOf({
    DeliveryStreamName: stream.name,
    ExtendedS3DestinationConfiguration: { ...configurationOf(stream.destination), ...given(update) },
  });
}

function configurationOf(destination: Destination) {
  const { bucket, roleArn, prefix, errorOutputPrefix, sizeMiB, intervalSeconds, compression } = destination;
  return {
    BucketARN: `arn:aws:s3:::${bucket}`,
    RoleARN: roleArn,
    Prefix: prefix,
    ...(errorOutputPrefix === undefined ? {} : { ErrorOutputPrefix: errorOutputPrefix }),
    BufferingHints: { SizeInMBs: sizeMiB, IntervalInSeconds: intervalSeconds },
    CompressionFormat: compression,
  };
}

function given({ S3BackupUpdate: backup, ...update }: ExtendedS3DestinationUpdate) {
  const asked = Object.entries({ ...update, S3BackupConfiguration: backup });
  return Object.fromEntries(asked.filter(([, value]) => value !== undefined));
}
