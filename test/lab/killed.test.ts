import { Firehose } from '@aws-sdk/client-firehose';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Practice } from '../../src/launch/launchPractice.ts';
import { clientOf, makeStore, until, type TestStore } from '../support/practiceProcess.ts';
import { randomFrom } from '../support/random.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const random = randomFrom(seed);
const kills = 6;

/** Work that goes on against an account until its process dies; what was acknowledged is noted. */
type Work = (practice: Practice) => Promise<never>;

describe(`an account whose process is killed at random moments (SEED=${seed})`, function () {
  this.timeout(120_000);
  let store: TestStore;
  before(() => {
    store = makeStore();
  });
  after(() => store.remove());

  /** Lets the work go on until the process is killed; as often as `kills` says. */
  const workAndKill = async (works: readonly Work[]) => {
    for (let kill = 0; kill < kills; kill += 1) {
      // At this pace the stream's minute is half a second: kills find both full and empty buffers.
      const practice = await store.launch({ pace: 1 / 120 });
      const ends = works.map((work) => assert.rejects(work(practice), (error) => !isAnswer(error)));
      await sleep(50 + random() * 700);
      process.kill(practice.pid, 'SIGKILL');
      await Promise.all(ends);
      await practice.over;
    }
  };

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
    await workAndKill([publish, publish, put, put, catalogue]);

    const practice = await store.launch({ pace: 0 });
    const s3 = new S3(clientOf(practice));
    const submissions = await bucketLike(s3, 'datalake-submissions-');
    let seen = new Map<string, number>();
    await until('every acknowledged line in the bucket', async () => {
      seen = countOf((await allText(s3, submissions)).map((line) => line.split(' ')[0] ?? ''));
      return lines.acknowledged.every((line) => seen.has(line));
    });
    assert.ok(lines.acknowledged.length > 1000, `only ${lines.acknowledged.length} lines`);
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
    assert.ok(objects.acknowledged.length > 10);
    for (const key of objects.acknowledged)
      assert.equal(await textOf(s3, published, key), contentOf(key), key);
    // One that was not acknowledged is whole or not there.
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: published });
    for (const { Key = '' } of Contents) assert.equal(await textOf(s3, published, Key), contentOf(Key), Key);

    const glue = new Glue(clientOf(practice));
    for (const Name of tables.acknowledged) {
      const { Table } = await glue.getTable({ DatabaseName: 'datalake_submissions', Name });
      assert.equal(Table?.StorageDescriptor?.Columns?.[0]?.Type, 'bigint');
    }
  });
});

/** Names that were sent, each once, and those of them that were acknowledged. */
class Acknowledged {
  readonly sent = new Set<string>();
  readonly acknowledged: string[] = [];

  next(count: number): string[] {
    const names = Array.from({ length: count }, (_, place) => `n${this.sent.size + place}`);
    for (const name of names) this.sent.add(name);
    return names;
  }

  acknowledge(names: readonly string[]): void {
    this.acknowledged.push(...names);
  }
}

/** Whether an error is an answer of the account, and not its death. */
function isAnswer(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
}

function contentOf(key: string): string {
  return `content of ${key} `.repeat(200);
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

async function bucketLike(s3: S3, prefix: string): Promise<string> {
  const { Buckets = [] } = await s3.listBuckets();
  const found = Buckets.find(({ Name = '' }) => Name.startsWith(prefix))?.Name;
  assert.ok(found, `a bucket ${prefix}*`);
  return found;
}

async function textOf(s3: S3, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToString()) ?? '';
}

/** The lines of all objects of a bucket. */
async function allText(s3: S3, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.listObjectsV2({ Bucket });
  const texts = await Promise.all(Contents.map(({ Key = '' }) => textOf(s3, Bucket, Key)));
  return texts.flatMap((text) => text.split('\n').slice(0, -1));
}
