import type { DeliveryStreamDescription, S3DestinationDescription } from '@aws-sdk/client-firehose';
import { destinationId, streamArn, versionOf, type DeliveryStream } from './deliveryStream.ts';

/** A stream as DescribeDeliveryStream tells it: its one destination in both forms that the model has. */
export function describeStream(stream: DeliveryStream): DeliveryStreamDescription {
  const { name, status, created, updated, destination } = stream;
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
    VersionId: String(versionOf(stream)),
    CreateTimestamp: new Date(created),
    ...(updated === undefined ? {} : { LastUpdateTimestamp: new Date(updated) }),
    Destinations: [
      {
        DestinationId: destinationId,
        S3DestinationDescription: described,
        ExtendedS3DestinationDescription: { ...described, S3BackupMode: 'Disabled' },
      },
    ],
    HasMoreDestinations: false,
  };
}
