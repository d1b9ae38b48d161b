import { randomUUID } from 'node:crypto';
import * as model from '@aws-sdk/client-firehose';
import type {
  CreateDeliveryStreamInput,
  CreateDeliveryStreamOutput,
  DeleteDeliveryStreamInput,
  DescribeDeliveryStreamInput,
  DescribeDeliveryStreamOutput,
  ListDeliveryStreamsInput,
  ListDeliveryStreamsOutput,
  PutRecordBatchInput,
  PutRecordBatchOutput,
  PutRecordInput,
  PutRecordOutput,
  UpdateDestinationInput,
  UpdateDestinationOutput,
} from '@aws-sdk/client-firehose';
import { AwsError } from '../../awsError.ts';
import type { Clock } from '../../clock.ts';
import { accountId } from '../../identity.ts';
import type { RunningService } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import type { Objects } from '../s3/objects.ts';
import { destinationOf } from './createStream.ts';
import { Deliveries } from './deliveries.ts';
import { streamArn, versionOf, type DeliveryStream } from './deliveryStream.ts';
import { describeStream } from './describeStream.ts';
import { checkBatch, checkRecord, invalid } from './recordLimits.ts';
import { streamTagOperations, withTags } from './streamTags.ts';
import { updatedDestination } from './updateDestination.ts';

/** Whether a record, by its place in its batch, is throttled; `call` counts the batches of this process from 0. */
export type Throttle = (record: number, call: number) => boolean;

interface Account {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: Objects;
  /** Only for tests of publishers: without it nothing is ever throttled. */
  readonly throttle?: Throttle | undefined;
}

const creationSeconds = 30;
const defaultPage = 10;
const largestPage = 10_000;
const slowDown = { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };

/** Firehose: delivery streams that take records directly and write them to the account's buckets. */
export function firehoseService({ store, clock, objects, throttle }: Account): RunningService {
  const streams = store.table<DeliveryStream>('deliveryStreams');
  const deliveries = new Deliveries({ store, clock, objects, streams });
  const closing = new AbortController();
  let calls = 0;

  const activate = async (name: string): Promise<void> => {
    await clock.wait(creationSeconds, closing.signal).catch(() => undefined);
    const stream = streams.get(name);
    if (stream && !closing.signal.aborted) streams.set(name, { ...stream, status: 'ACTIVE' });
  };
  const remove = async (name: string): Promise<void> => {
    await deliveries.flush(name);
    if (!closing.signal.aborted) streams.delete(name);
  };
  const work = new Set<Promise<void>>();
  const run = (task: Promise<void>): void => {
    work.add(task);
    void task.finally(() => work.delete(task));
  };
  for (const { name, status } of streams.values()) {
    if (status === 'CREATING') run(activate(name));
    if (status === 'DELETING') run(remove(name));
  }

  const find = (name = ''): DeliveryStream => {
    const stream = streams.get(name);
    if (stream) return stream;
    throw new AwsError('ResourceNotFoundException', `Firehose ${name} under account ${accountId} not found.`);
  };
  const findActive = (name = ''): DeliveryStream => {
    const stream = find(name);
    if (stream.status === 'ACTIVE') return stream;
    const state = `Firehose ${name} under account ${accountId} is in ${stream.status} state, not ACTIVE.`;
    throw new AwsError('ResourceNotFoundException', state);
  };

  const operations = {
    CreateDeliveryStream: (input: CreateDeliveryStreamInput): CreateDeliveryStreamOutput => {
      const destination = destinationOf(input);
      const name = input.DeliveryStreamName ?? '';
      if (streams.has(name)) {
        const taken = `Firehose ${name} under accountId ${accountId} already exists`;
        throw new AwsError('ResourceInUseException', taken);
      }
      const tags = withTags([], input.Tags ?? []);
      streams.set(name, { name, status: 'CREATING', created: clock.now().getTime(), destination, tags });
      run(activate(name));
      return { DeliveryStreamARN: streamArn(name) };
    },
    DescribeDeliveryStream: (input: DescribeDeliveryStreamInput): DescribeDeliveryStreamOutput => ({
      DeliveryStreamDescription: describeStream(find(input.DeliveryStreamName)),
    }),
    ListDeliveryStreams: (input: ListDeliveryStreamsInput): ListDeliveryStreamsOutput =>
      listStreams(streams.keys(), input),
    UpdateDestination: (input: UpdateDestinationInput): UpdateDestinationOutput => {
      const stream = find(input.DeliveryStreamName);
      if (stream.status !== 'ACTIVE') {
        const state = `Firehose ${stream.name} under account ${accountId} is in ${stream.status} state, not ACTIVE.`;
        throw new AwsError('ResourceInUseException', state);
      }
      const destination = updatedDestination(stream, input);
      const updated = clock.now().getTime();
      streams.set(stream.name, { ...stream, destination, version: versionOf(stream) + 1, updated });
      // What has come so far goes where it was sent to.
      deliveries.seal(stream.name);
      return {};
    },
    ...streamTagOperations(streams, find),
    DeleteDeliveryStream: (input: DeleteDeliveryStreamInput): Record<string, never> => {
      const stream = find(input.DeliveryStreamName);
      if (stream.status === 'CREATING') {
        const state = `Firehose ${stream.name} under account ${accountId} is in CREATING state and cannot be deleted`;
        throw new AwsError('ResourceInUseException', state);
      }
      if (stream.status === 'ACTIVE') {
        streams.set(stream.name, { ...stream, status: 'DELETING' });
        run(remove(stream.name));
      }
      return {};
    },
    PutRecord: (input: PutRecordInput): PutRecordOutput => {
      const stream = findActive(input.DeliveryStreamName);
      const data = input.Record?.Data ?? new Uint8Array();
      checkRecord(data);
      deliveries.append(stream, [data]);
      return { RecordId: randomUUID(), Encrypted: false };
    },
    PutRecordBatch: (input: PutRecordBatchInput): PutRecordBatchOutput => {
      const stream = findActive(input.DeliveryStreamName);
      const records = (input.Records ?? []).map(({ Data: data }) => data ?? new Uint8Array());
      checkBatch(records);
      const call = calls++;
      const isThrottled = records.map((_, index) => throttle?.(index, call) ?? false);
      const taken = records.filter((_, index) => !isThrottled[index]);
      if (taken.length) deliveries.append(stream, taken);
      const id = randomUUID();
      return {
        FailedPutCount: records.length - taken.length,
        Encrypted: false,
        RequestResponses: records.map((_, index) =>
          isThrottled[index] ? slowDown : { RecordId: `${id}-${index}` },
        ),
      };
    },
  };
  return {
    services: [
      {
        signingName: 'firehose',
        title: 'Firehose',
        wire: { protocol: 'json', target: 'Firehose_20150804' },
        model,
        operations,
        refuses,
      },
    ],
    close: async () => {
      closing.abort();
      await deliveries.close();
      await Promise.all(work);
    },
  };
}

const refuses = [
  'Sources other than direct puts, and destinations other than S3.',
  'Compression other than GZIP; conversion, processing, dynamic partitioning, expressions in prefixes, file extensions and time zones of one’s own.',
  'Encryption and error logging to CloudWatch.',
  'Quotas on records and bytes a second.',
];

function listStreams(names: readonly string[], input: ListDeliveryStreamsInput): ListDeliveryStreamsOutput {
  const { Limit: limit = defaultPage, ExclusiveStartDeliveryStreamName: after = '' } = input;
  if (limit < 1 || limit > largestPage) {
    const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${largestPage}`;
    throw invalid([`'${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`]);
  }
  const direct = (input.DeliveryStreamType ?? 'DirectPut') === 'DirectPut';
  const found = [...names].sort().filter((name) => direct && name > after);
  return { DeliveryStreamNames: found.slice(0, limit), HasMoreDeliveryStreams: found.length > limit };
}
