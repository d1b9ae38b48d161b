import type {
  CreateDeliveryStreamInput,
  ExtendedS3DestinationConfiguration as Configuration,
} from '@aws-sdk/client-firehose';
import { AwsError } from '../../awsError.ts';
import type { Destination } from './deliveryStream.ts';
import { invalid } from './recordLimits.ts';

/** The two names of an S3 destination: the first is old, and has the members of the second that came first. */
const destinationMembers = ['S3DestinationConfiguration', 'ExtendedS3DestinationConfiguration'] as const;

/** Members of the request that mean something which is not done here. */
const undone = [
  'DirectPutSourceConfiguration',
  'KinesisStreamSourceConfiguration',
  'MSKSourceConfiguration',
  'DatabaseSourceConfiguration',
  'DeliveryStreamEncryptionConfigurationInput',
  'RedshiftDestinationConfiguration',
  'ElasticsearchDestinationConfiguration',
  'AmazonopensearchserviceDestinationConfiguration',
  'AmazonOpenSearchServerlessDestinationConfiguration',
  'SplunkDestinationConfiguration',
  'HttpEndpointDestinationConfiguration',
  'SnowflakeDestinationConfiguration',
  'IcebergDestinationConfiguration',
] as const satisfies (keyof CreateDeliveryStreamInput)[];

/** The destination that a request to create a stream asks for. Throws AWS's errors, and names what is not done here. */
export function destinationOf(input: CreateDeliveryStreamInput): Destination {
  checkBounds(input);
  for (const member of undone) if (input[member] !== undefined) throw refused(member);
  if (input.DeliveryStreamType !== undefined && input.DeliveryStreamType !== 'DirectPut') {
    throw refused(`DeliveryStreamType ${input.DeliveryStreamType}`);
  }
  const { configuration, isOnly } = configurationOf(input);
  if (!configuration || !isOnly) {
    throw new AwsError(
      'InvalidArgumentException',
      'Exactly one destination configuration is supported for a Firehose',
    );
  }
  refuseUndone(configuration);
  const { BufferingHints: hints, ErrorOutputPrefix: errorOutputPrefix } = configuration;
  return {
    bucket: bucketOf(configuration.BucketARN ?? ''),
    roleArn: configuration.RoleARN ?? '',
    prefix: configuration.Prefix ?? '',
    ...(errorOutputPrefix === undefined ? {} : { errorOutputPrefix }),
    sizeMiB: hints?.SizeInMBs ?? 5,
    intervalSeconds: hints?.IntervalInSeconds ?? 300,
    compression: configuration.CompressionFormat === 'GZIP' ? 'GZIP' : 'UNCOMPRESSED',
  };
}

function configurationOf(input: CreateDeliveryStreamInput) {
  const [first, second] = destinationMembers.filter((member) => input[member] !== undefined);
  const member = first ?? 'ExtendedS3DestinationConfiguration';
  return {
    configuration: input[member] as Configuration | undefined,
    member: member.charAt(0).toLowerCase() + member.slice(1),
    isOnly: second === undefined,
  };
}

function checkBounds(input: CreateDeliveryStreamInput): void {
  const { DeliveryStreamName: name = '' } = input;
  const { configuration, member } = configurationOf(input);
  const { SizeInMBs: size = 5, IntervalInSeconds: interval = 300 } = configuration?.BufferingHints ?? {};
  const found: string[] = [];
  const must = (holds: boolean, value: string | number, at: string, what: string) => {
    if (!holds) found.push(`'${value}' at '${at}' failed to satisfy constraint: Member must ${what}`);
  };
  const matches = (value: string, at: string, pattern: string) =>
    must(
      new RegExp(`^(?:${pattern})$`).test(value),
      value,
      at,
      `satisfy regular expression pattern: ${pattern}`,
    );
  const between = (value: number, at: string, least: number, most: number) => {
    must(value >= least, value, at, `have value greater than or equal to ${least}`);
    must(value <= most, value, at, `have value less than or equal to ${most}`);
  };
  matches(name, 'deliveryStreamName', '[a-zA-Z0-9_.-]+');
  must(name.length <= 64, name, 'deliveryStreamName', 'have length less than or equal to 64');
  if (configuration) {
    matches(configuration.BucketARN ?? '', `${member}.bucketARN`, 'arn:.*:s3:::[\\w\\.\\-]{1,255}');
    matches(
      configuration.RoleARN ?? '',
      `${member}.roleARN`,
      'arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+',
    );
    between(size, `${member}.bufferingHints.sizeInMBs`, 1, 128);
    between(interval, `${member}.bufferingHints.intervalInSeconds`, 0, 900);
  }
  if (found.length) throw invalid(found);
}

function bucketOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function refuseUndone(configuration: Configuration): void {
  const { CompressionFormat: compression = 'UNCOMPRESSED', Prefix: prefix = '' } = configuration;
  if (compression !== 'UNCOMPRESSED' && compression !== 'GZIP')
    throw refused(`CompressionFormat ${compression}`);
  if (prefix.includes('!{')) throw refused('expressions in Prefix');
  if (configuration.EncryptionConfiguration?.KMSEncryptionConfig) throw refused('KMSEncryptionConfig');
  if (configuration.CloudWatchLoggingOptions?.Enabled) throw refused('CloudWatchLoggingOptions');
  if (configuration.ProcessingConfiguration?.Enabled) throw refused('ProcessingConfiguration');
  if (configuration.DataFormatConversionConfiguration?.Enabled)
    throw refused('DataFormatConversionConfiguration');
  if (configuration.DynamicPartitioningConfiguration?.Enabled)
    throw refused('DynamicPartitioningConfiguration');
  if (configuration.S3BackupMode === 'Enabled') throw refused('S3BackupMode');
  if (configuration.FileExtension) throw refused('FileExtension');
  if (configuration.CustomTimeZone && configuration.CustomTimeZone !== 'UTC') throw refused('CustomTimeZone');
}

function refused(what: string): AwsError {
  return new AwsError(
    'InvalidArgumentException',
    `The practice account does not do ${what} for delivery streams.`,
  );
}
