import { Firehose } from '@aws-sdk/client-firehose';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import {
  Acknowledged,
  allText,
  bucketLike,
  random,
  seed,
  textOf,
  workAndKill,
  type Work,
} from '../support/killing.ts';
import { clientOf, makeStore, until, type TestStore } from '../support/practiceProcess.ts';

describe(`an account whose process is killed at random moments (SEED=${seed})`, function () {
  this.timeout(120_000);
  let store: TestStore;
  before(() => {
    store = makeStore();
  });
  after(() => store.remove());

  it('serves every line, object and table that it acknowledged, no line twice', async () => {
    const lines = new Acknowledged();
    const objects = new Acknowledged();
    const tables = new Acknowledged();

    const publish: Work = async (practice) => {
      const firehose = new Firehose(clientOf(practice));
      const { DeliveryStreamNames: [DeliveryStreamName] = [] } = await firehose.listDeliveryStreams();
      for (;;) {
        const batch = lines.next(1 + Math.floor(random() * 500));
        const Records = batch.map((line) => ({ Data: Buffer.from(`${line} ${'0.1 '.repeat(40)}\n`) }));
        const { FailedPutCount } = await firehose.putRecordBatch({ DeliveryStreamName, Records });
        assert.equal(FailedPutCount, 0);
        lines.acknowledge(batch);
      }
    };
    const put: Work = async (practice) => {
      const s3 = new S3(clientOf(practice));
      const Bucket = await bucketLike(s3, 'datalake-published-data-');
      for (;;) {
        const [key = ''] = objects.next(1);
        await s3.putObject({ Bucket, Key: key, Body: contentOf(key) });
        objects.acknowledge([key]);
      }
    };
    const catalogue: Work = async (practice) => {
      const glue = new Glue(clientOf(practice));
      for (;;) {
        const [Name = ''] = tables.next(1);
        await glue.createTable({
          DatabaseName: 'datalake_submissions',
          TableInput: {
            Name,
            StorageDescriptor: { Columns: [{ Name: 'c', Type: 'bigint' }], Location: 's3://b/' },
          },
        });
        tables.acknowledge([Name]);
      }
    };
    await workAndKill(store, 6, lines, [publish, publish, put, put, catalogue]);

    const practice = await store.launch({ pace: 0 });
    const s3 = new S3(clientOf(practice));
    const submissions = await bucketLike(s3, 'datalake-submissions-');
    let seen = new Map<string, number>();
    await until('every acknowledged line in the bucket', async () => {
      seen = countOf((await allText(s3, submissions)).map((line) => line.split(' ')[0] ?? ''));
      return lines.names.every((line) => seen.has(line));
    });
    assert.ok(lines.names.length > 1000, `only ${lines.names.length} lines`);
    assert.deepEqual(
      [...seen].filter(([, times]) => times > 1),
      [],
      'lines twice',
    );
    assert.deepEqual(
      [...seen.keys()].filter((line) => !lines.sent.has(line)),
      [],
      'lines that nobody sent',
    );

    const published = await bucketLike(s3, 'datalake-published-data-');
    assert.ok(objects.names.length > 10);
    for (const key of objects.names) assert.equal(await textOf(s3, published, key), contentOf(key), key);
    // One that was not acknowledged is whole or not there.
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: published });
    for (const { Key = '' } of Contents) assert.equal(await textOf(s3, published, Key), contentOf(Key), Key);

    const glue = new Glue(clientOf(practice));
    for (const Name of tables.names) {
      const { Table } = await glue.getTable({ DatabaseName: 'datalake_submissions', Name });
      assert.equal(Table?.StorageDescriptor?.Columns?.[0]?.Type, 'bigint');
    }
  });
});

function contentOf(key: string): string {
  return `content of ${key} `.repeat(200);
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
