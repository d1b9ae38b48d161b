import type { DeliveryStreamDescription, S3DestinationDescription } from '@aws-sdk/client-firehose';
import { streamArn, streamVersion, type DeliveryStream } from './deliveryStream.ts';

/** A stream as DescribeDeliveryStream tells it: its one destination in both forms that the model has. */
export function describeStream({
  name,
  status,
  created,
  destination,
}: DeliveryStream): DeliveryStreamDescription {
  const { errorOutputPrefix } = destination;
  const described: S3DestinationDescription = {
    RoleARN: destination.roleArn,
    BucketARN: `arn:aws:s3:::${destination.bucket}`,
    Prefix: destination.prefix,
    ...(errorOutputPrefix === undefined ? {} : { ErrorOutputPrefix: errorOutputPrefix }),
    BufferingHints: { SizeInMBs: destination.sizeMiB, IntervalInSeconds: destination.intervalSeconds },
    CompressionFormat: destination.compression,
    EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: { Enabled: false },
  };
  return {
    DeliveryStreamName: name,
    DeliveryStreamARN: streamArn(name),
    DeliveryStreamStatus: status,
    DeliveryStreamEncryptionConfiguration: { Status: 'DISABLED' },
    DeliveryStreamType: 'DirectPut',
    VersionId: streamVersion,
    CreateTimestamp: new Date(created),
    Destinations: [
      {
        DestinationId: 'destinationId-000000000001',
        S3DestinationDescription: described,
        ExtendedS3DestinationDescription: { ...described, S3BackupMode: 'Disabled' },
      },
    ],
    HasMoreDestinations: false,
  };
}
