import assert from 'node:assert/strict';
import { Firehose } from '@aws-sdk/client-firehose';
import { S3 } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

const DeliveryStreamName = 'stream';
const RoleARN = 'arn:aws:iam::123456789012:role/firehose';
const at = { DestinationId: 'destinationId-000000000001', CurrentDeliveryStreamVersionId: '1' };

describe('changes to a delivery stream', () => {
  let account: TestAccount;
  let firehose: Firehose;
  let s3: S3;
  beforeEach(async () => {
    account = await startTestAccount();
    firehose = new Firehose(account.client);
    s3 = new S3(account.client);
    for (const Bucket of ['first', 'second']) await s3.createBucket({ Bucket });
    await firehose.createDeliveryStream({
      DeliveryStreamName,
      Tags: [{ Key: 'lab', Value: '1' }],
      ExtendedS3DestinationConfiguration: {
        RoleARN,
        BucketARN: 'arn:aws:s3:::first',
        Prefix: 'in/',
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 },
      },
    });
    await until('the stream is active', async () => (await describe()).DeliveryStreamStatus === 'ACTIVE');
  });
  afterEach(() => account.close());

  const describe = async () => {
    const { DeliveryStreamDescription } = await firehose.describeDeliveryStream({ DeliveryStreamName });
    assert.ok(DeliveryStreamDescription);
    return DeliveryStreamDescription;
  };
  const put = (text: string) =>
    firehose.putRecord({ DeliveryStreamName, Record: { Data: Buffer.from(text) } });
  const keys = async (Bucket: string) =>
    ((await s3.listObjectsV2({ Bucket })).Contents ?? []).map(({ Key = '' }) => Key);

  it('lead later records elsewhere, and what has come before where it was sent', async () => {
    await put('before');
    await firehose.updateDestination({
      DeliveryStreamName,
      ...at,
      ExtendedS3DestinationUpdate: {
        BucketARN: 'arn:aws:s3:::second',
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
      },
    });
    await put('after');
    await until(
      'both are delivered',
      async () => (await keys('first')).length + (await keys('second')).length === 2,
    );
    assert.match((await keys('first'))[0] ?? '', /^in\/.*stream-1-/);
    assert.match((await keys('second'))[0] ?? '', /^in\/.*stream-2-/);
    const { Body } = await s3.getObject({ Bucket: 'second', Key: (await keys('second'))[0] });
    assert.equal(await Body?.transformToString(), 'after');
  });

  it('keep what they leave out, count the version, and last over a restart', async () => {
    await firehose.updateDestination({
      DeliveryStreamName,
      ...at,
      ExtendedS3DestinationUpdate: { CompressionFormat: 'GZIP' },
    });
    await account.restart();
    const { VersionId, LastUpdateTimestamp, Destinations } = await describe();
    assert.equal(VersionId, '2');
    assert.ok(LastUpdateTimestamp);
    const shown = Destinations?.[0]?.ExtendedS3DestinationDescription;
    assert.deepEqual(
      [shown?.CompressionFormat, shown?.Prefix, shown?.BufferingHints?.SizeInMBs],
      ['GZIP', 'in/', 1],
    );
  });

  it('are refused from an old version, for another destination, or where they are nothing that is done here', async () => {
    const update = (more: object) => firehose.updateDestination({ DeliveryStreamName, ...at, ...more });
    const ExtendedS3DestinationUpdate = { Prefix: 'x/' };
    await update({ ExtendedS3DestinationUpdate });
    await assert.rejects(update({ ExtendedS3DestinationUpdate }), {
      name: 'ConcurrentModificationException',
    });
    const now = { CurrentDeliveryStreamVersionId: '2' };
    await assert.rejects(update({ ...now, DestinationId: 'other', ExtendedS3DestinationUpdate }), {
      name: 'InvalidArgumentException',
      message: /Destination ID other/,
    });
    await assert.rejects(update(now), { message: /Exactly one destination/ });
    await assert.rejects(update({ ...now, SplunkDestinationUpdate: {} }), {
      message: /SplunkDestinationUpdate/,
    });
    await assert.rejects(update({ ...now, ExtendedS3DestinationUpdate: { CompressionFormat: 'ZIP' } }), {
      message: /does not do CompressionFormat ZIP/,
    });
    await assert.rejects(
      update({
        ...now,
        ExtendedS3DestinationUpdate: { BufferingHints: { SizeInMBs: 0, IntervalInSeconds: 60 } },
      }),
      { message: /greater than or equal to 1/ },
    );
    await assert.rejects(
      firehose.updateDestination({ DeliveryStreamName: 'none', ...at, ExtendedS3DestinationUpdate }),
      {
        name: 'ResourceNotFoundException',
      },
    );
    assert.equal((await describe()).VersionId, '2');
  });

  it('give it tags and take them', async () => {
    await firehose.tagDeliveryStream({
      DeliveryStreamName,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'lab', Value: '3' },
      ],
    });
    const all = [
      { Key: 'a', Value: '2' },
      { Key: 'lab', Value: '3' },
    ];
    assert.deepEqual(
      await firehose.listTagsForDeliveryStream({ DeliveryStreamName }).then(({ Tags }) => Tags),
      all,
    );
    const first = await firehose.listTagsForDeliveryStream({ DeliveryStreamName, Limit: 1 });
    assert.deepEqual([first.Tags, first.HasMoreTags], [[all[0]], true]);
    const rest = await firehose.listTagsForDeliveryStream({ DeliveryStreamName, ExclusiveStartTagKey: 'a' });
    assert.deepEqual([rest.Tags, rest.HasMoreTags], [[all[1]], false]);
    await firehose.untagDeliveryStream({ DeliveryStreamName, TagKeys: ['a', 'none'] });
    assert.equal((await firehose.listTagsForDeliveryStream({ DeliveryStreamName })).Tags?.length, 1);
    await assert.rejects(
      firehose.tagDeliveryStream({ DeliveryStreamName, Tags: [{ Key: 'aws:x', Value: '' }] }),
      {
        name: 'InvalidArgumentException',
      },
    );
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await assert.rejects(firehose.tagDeliveryStream({ DeliveryStreamName, Tags: many }), {
      name: 'LimitExceededException',
    });
  });
});
