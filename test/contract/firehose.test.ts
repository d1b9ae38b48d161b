import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
  ResourceNotFoundException,
  StartDeliveryStreamEncryptionCommand,
  type ExtendedS3DestinationConfiguration,
} from '@aws-sdk/client-firehose';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

const name = 'streaming_submissions-x1';
const RoleARN = 'arn:aws:iam::123456789012:role/firehose';
const BucketARN = 'arn:aws:s3:::submissions';

describe('Firehose', () => {
  let account: TestAccount;
  let firehose: FirehoseClient;
  let s3: S3Client;
  const throttled = new Set<string>();

  const create = (options: Partial<ExtendedS3DestinationConfiguration> = {}, DeliveryStreamName = name) =>
    firehose.send(
      new CreateDeliveryStreamCommand({
        DeliveryStreamName,
        ExtendedS3DestinationConfiguration: { RoleARN, BucketARN, Prefix: 'in/', ...options },
      }),
    );
  const status = async (DeliveryStreamName = name) =>
    (await firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }))).DeliveryStreamDescription
      ?.DeliveryStreamStatus;
  const createActive = async (options: Partial<ExtendedS3DestinationConfiguration> = {}) => {
    await create(options);
    await until('the stream is active', async () => (await status()) === 'ACTIVE');
  };
  const put = (lines: readonly string[]) =>
    firehose.send(
      new PutRecordBatchCommand({
        DeliveryStreamName: name,
        Records: lines.map((line) => ({ Data: Buffer.from(line) })),
      }),
    );
  const delivered = async () => {
    const { Contents: contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'submissions' }));
    return Promise.all(
      contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'submissions', Key }));
        return { key: Key!, bytes: Buffer.from(await Body!.transformToByteArray()) };
      }),
    );
  };
  const text = async () => (await delivered()).map(({ bytes }) => bytes.toString()).join('');

  beforeEach(async () => {
    throttled.clear();
    account = await startTestAccount({ throttle: (record, call) => throttled.has(`${call}:${record}`) });
    firehose = new FirehoseClient(account.client);
    s3 = new S3Client(account.client);
    await s3.send(new CreateBucketCommand({ Bucket: 'submissions' }));
  });
  afterEach(() => account.close());

  it('delivers records in order, with nothing between them, under the hour of the oldest', async () => {
    await createActive({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } });
    const before = new Date();
    const reply = await put(['a \n', 'b', 'c\n']);
    assert.equal(reply.FailedPutCount, 0);
    assert.equal(new Set(reply.RequestResponses?.map(({ RecordId }) => RecordId)).size, 3);
    await until('an object is there', async () => (await delivered()).length > 0);
    const [object, ...others] = await delivered();
    assert.deepEqual([object!.bytes.toString(), others], ['a \nbc\n', []]);
    const match =
      /^in\/(\d{4}\/\d\d\/\d\d\/\d\d)\/streaming_submissions-x1-1-(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(
        object!.key,
      )!;
    assert.ok(match, object!.key);
    const [year, month, day, hour, minute, second] = match.slice(2, 8).map(Number);
    const time = Date.UTC(year!, month! - 1, day, hour, minute, second);
    assert.equal(match[1], match.slice(2, 6).join('/'));
    assert.ok(time >= before.getTime() - 1000 && time <= Date.now());
    await firehose.send(
      new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: Buffer.from('single') } }),
    );
    await until('the single record is delivered', async () => (await text()).includes('single'));
  });

  it('compresses where it is told to', async () => {
    await createActive({ CompressionFormat: 'GZIP' });
    await put(['packed\n', 'lines\n']);
    await until('an object is there', async () => (await delivered()).length > 0);
    const [object] = await delivered();
    assert.ok(object!.key.endsWith('.gz'));
    assert.equal(gunzipSync(object!.bytes).toString(), 'packed\nlines\n');
  });

  it('delivers what it acknowledged before a restart', async () => {
    await createActive();
    await put(['before\n']);
    await account.restart();
    await put(['after\n']);
    await until('all is delivered', async () => (await text()).length >= 13);
    assert.deepEqual((await text()).split('\n').sort(), ['', 'after', 'before']);
  });

  it('says record by record which were throttled, and keeps the others', async () => {
    await createActive();
    throttled.add('0:1').add('0:3');
    const reply = await put(['0', '1', '2', '3', '4']);
    assert.equal(reply.FailedPutCount, 2);
    const [first, second] = reply.RequestResponses!;
    assert.ok(first?.RecordId);
    assert.deepEqual(second, { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' });
    assert.equal((await put(['1', '3'])).FailedPutCount, 0);
    await until('all is delivered', async () => (await text()).length === 5);
    assert.equal(
      Array.from(await text())
        .sort()
        .join(''),
      '01234',
    );
  });

  it('takes at most 500 records, 1,000 KiB each and 4 MiB together', async () => {
    await createActive();
    const sized = (bytes: number) => 'x'.repeat(bytes);
    await assert.rejects(put(Array.from({ length: 501 }, () => 'x')), {
      name: 'ValidationException',
      message: /'records' failed to satisfy constraint: Member must have length less than or equal to 500/,
    });
    await assert.rejects(put([]), { name: 'ValidationException' });
    await assert.rejects(put(['x', sized(1_024_001)]), {
      name: 'ValidationException',
      message: /'records\.2\.member\.data' .* less than or equal to 1024000/,
    });
    await assert.rejects(put([...Array.from({ length: 4 }, () => sized(1_024_000)), sized(98_305)]), {
      name: 'InvalidArgumentException',
      message: 'Records size exceeds 4 MB limit',
    });
    const full = [...Array.from({ length: 4 }, () => sized(1_024_000)), sized(98_304)];
    assert.equal((await put(full)).FailedPutCount, 0);
  });

  it('describes its streams and refuses a name twice', async () => {
    const { DeliveryStreamARN: arn } = await create({
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
    });
    assert.equal(arn, `arn:aws:firehose:us-east-1:123456789012:deliverystream/${name}`);
    await assert.rejects(create(), { name: 'ResourceInUseException' });
    const { DeliveryStreamDescription: described } = await firehose.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }),
    );
    assert.ok(described);
    assert.equal(described.DeliveryStreamType, 'DirectPut');
    const destination = described.Destinations?.[0]?.ExtendedS3DestinationDescription;
    assert.deepEqual(
      [destination?.BucketARN, destination?.Prefix, destination?.RoleARN],
      [BucketARN, 'in/', RoleARN],
    );
    assert.deepEqual(destination?.BufferingHints, { SizeInMBs: 5, IntervalInSeconds: 60 });
    assert.equal(destination.CompressionFormat, 'UNCOMPRESSED');
    await assert.rejects(status('nowhere'), {
      name: 'ResourceNotFoundException',
      message: 'Firehose nowhere under account 123456789012 not found.',
    });
  });

  it('lists its streams by ten, in alphabetical order', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `stream-${String(index).padStart(2, '0')}`);
    for (const each of [...names].reverse()) await create({}, each);
    const first = await firehose.send(new ListDeliveryStreamsCommand({}));
    assert.deepEqual([first.DeliveryStreamNames, first.HasMoreDeliveryStreams], [names.slice(0, 10), true]);
    const rest = await firehose.send(
      new ListDeliveryStreamsCommand({ ExclusiveStartDeliveryStreamName: names[9], Limit: 5 }),
    );
    assert.deepEqual([rest.DeliveryStreamNames, rest.HasMoreDeliveryStreams], [names.slice(10), false]);
    const others = await firehose.send(
      new ListDeliveryStreamsCommand({ DeliveryStreamType: 'KinesisStreamAsSource' }),
    );
    assert.deepEqual(others.DeliveryStreamNames, []);
  });

  it('delivers what a deleted stream still had, then forgets it', async () => {
    await createActive({ BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 900 } });
    await put(['last words']);
    await firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: name }));
    await until('the stream is gone', () =>
      status().then(
        () => false,
        (error: unknown) => error instanceof ResourceNotFoundException,
      ),
    );
    assert.equal(await text(), 'last words');
    await assert.rejects(put(['x']), { name: 'ResourceNotFoundException' });
    await assert.rejects(firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: name })), {
      name: 'ResourceNotFoundException',
    });
  });

  it('waits for a bucket that is not there', async () => {
    await createActive({ BucketARN: 'arn:aws:s3:::later', BufferingHints: { SizeInMBs: 1 } });
    // They fill the buffer, so that its first delivery has failed when the reply comes.
    await put(['x'.repeat(600_000), 'y'.repeat(600_000)]);
    await s3.send(new CreateBucketCommand({ Bucket: 'later' }));
    await until(
      'the records are in the bucket',
      async () => ((await s3.send(new ListObjectsV2Command({ Bucket: 'later' }))).KeyCount ?? 0) === 1,
    );
  });

  it('refuses configurations that the model does not allow or that are not done here', async () => {
    const bad = { name: 'ValidationException' };
    await assert.rejects(create({}, 'no spaces'), bad);
    await assert.rejects(create({}, 'x'.repeat(65)), bad);
    await assert.rejects(create({ BucketARN: 'submissions' }), bad);
    await assert.rejects(create({ BufferingHints: { SizeInMBs: 129 } }), bad);
    await assert.rejects(create({ BufferingHints: { IntervalInSeconds: 901 } }), bad);
    await assert.rejects(create({ CompressionFormat: 'Snappy' }), {
      name: 'InvalidArgumentException',
      message: 'The practice account does not do CompressionFormat Snappy for delivery streams.',
    });
    await assert.rejects(firehose.send(new CreateDeliveryStreamCommand({ DeliveryStreamName: name })), {
      name: 'InvalidArgumentException',
    });
    await assert.rejects(
      firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName: name })),
      { name: 'UnknownOperationException' },
    );
  });
});
