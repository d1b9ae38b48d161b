import {
  DescribeDeliveryStreamCommand,
  ListDeliveryStreamsCommand,
  PutRecordBatchCommand,
  type FirehoseClient,
} from '@aws-sdk/client-firehose';
import type { DeliveryStreams, FailedRecord } from '../lab/ports/deliveryStreams.ts';
import { aborting } from './aborting.ts';

/**
 * Amazon Data Firehose behind the lab's port.
 * @param puts puts the records, and tries once only: what is put twice is delivered twice.
 */
export function createDeliveryStreams(client: FirehoseClient, puts: FirehoseClient): DeliveryStreams {
  return {
    list: async (signal) => {
      const names: string[] = [];
      for (;;) {
        // Firehose shows ten names a page and has no token: the last name leads to the next page.
        const after = names.at(-1);
        const page = await client.send(
          new ListDeliveryStreamsCommand(
            after === undefined ? {} : { ExclusiveStartDeliveryStreamName: after },
          ),
          aborting(signal),
        );
        const found = page.DeliveryStreamNames ?? [];
        names.push(...found);
        if (!page.HasMoreDeliveryStreams || !found.length) return names;
      }
    },
    describe: async (name, signal) => {
      const { DeliveryStreamDescription: stream } = await client.send(
        new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }),
        aborting(signal),
      );
      const [target] = stream?.Destinations ?? [];
      const destination = target?.ExtendedS3DestinationDescription ?? target?.S3DestinationDescription;
      return {
        name,
        status: stream?.DeliveryStreamStatus ?? 'CREATING',
        bucket: (destination?.BucketARN ?? '').replace(/^arn:[^:]*:s3:::/, ''),
        prefix: destination?.Prefix ?? '',
        bufferSeconds: destination?.BufferingHints?.IntervalInSeconds ?? 300,
        bufferMiB: destination?.BufferingHints?.SizeInMBs ?? 5,
        compression: destination?.CompressionFormat ?? 'UNCOMPRESSED',
        role: destination?.RoleARN ?? '',
      };
    },
    put: async (name, records, signal) => {
      const reply = await puts.send(
        new PutRecordBatchCommand({ DeliveryStreamName: name, Records: records.map((Data) => ({ Data })) }),
        aborting(signal),
      );
      if (!reply.FailedPutCount) return [];
      return (reply.RequestResponses ?? []).flatMap(({ ErrorCode, ErrorMessage }, index): FailedRecord[] =>
        ErrorCode === undefined ? [] : [{ index, code: ErrorCode, message: ErrorMessage ?? '' }],
      );
    },
  };
}
