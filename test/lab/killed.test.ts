import { Athena } from '@aws-sdk/client-athena';
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

/** Work that goes on against an account until its process dies; what was acknowledged is noted. */
type Work = (practice: Practice) => Promise<never>;

describe(`an account whose process is killed at random moments (SEED=${seed})`, function () {
  this.timeout(120_000);
  let store: TestStore;
  before(() => {
    store = makeStore();
  });
  after(() => store.remove());

  /**
   * Lets the work go on until the process is killed, again and again: in turn at any moment, however early, and at any
   * moment after something was acknowledged.
   */
  const workAndKill = async (kills: number, acknowledged: Acknowledged, works: readonly Work[]) => {
    for (let kill = 0; kill < kills; kill += 1) {
      // At this pace the stream's minute is half a second: kills find both full and empty buffers.
      const practice = await store.launch({ pace: 1 / 120 });
      const ends = works.map((work) => assert.rejects(work(practice), isDeath));
      const before = acknowledged.names.length;
      if (kill % 2) {
        const more = until('something acknowledged', () => acknowledged.names.length > before);
        // Work that ends by itself has failed, and says how.
        await Promise.race([more, Promise.all(ends)]);
      }
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
    await workAndKill(6, lines, [publish, publish, put, put, catalogue]);

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

  it('serves the rows of every table that a CTAS finished, and says which it did not', async () => {
    const tables = new Acknowledged();
    const asked = new Set<string>();
    const rows = 5000;
    const first = await store.launch();
    const results = await bucketLike(new S3(clientOf(first)), 'datalake-athena-query-results-');
    const source = await bucketLike(new S3(clientOf(first)), 'datalake-curated-datasets-');
    await new S3(clientOf(first)).putObject({
      Bucket: source,
      Key: 'numbers/part.csv',
      Body: Array.from({ length: rows }, (_, n) => `${n},${n / 7}\n`).join(''),
    });
    await new Glue(clientOf(first)).createTable({
      DatabaseName: 'datalake_submissions',
      TableInput: {
        Name: 'numbers',
        TableType: 'EXTERNAL_TABLE',
        StorageDescriptor: {
          Columns: [
            { Name: 'n', Type: 'bigint' },
            { Name: 'x', Type: 'double' },
          ],
          Location: `s3://${source}/numbers/`,
          InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          SerdeInfo: {
            SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
            Parameters: { 'field.delim': ',' },
          },
        },
      },
    });

    const query = async (athena: Athena, QueryString: string) => {
      const { QueryExecutionId = '' } = await athena.startQueryExecution({
        QueryString,
        QueryExecutionContext: { Database: 'datalake_submissions' },
        ResultConfiguration: { OutputLocation: `s3://${results}/` },
      });
      asked.add(QueryExecutionId);
      for (;;) {
        const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
        const { State = '', StateChangeReason } = QueryExecution?.Status ?? {};
        if (!['QUEUED', 'RUNNING'].includes(State)) return { QueryExecutionId, State, StateChangeReason };
        await sleep(5);
      }
    };
    const select: Work = async (practice) => {
      const athena = new Athena(clientOf(practice));
      for (;;) {
        const [name = ''] = tables.next(1);
        const { State, StateChangeReason } = await query(
          athena,
          `CREATE TABLE ${name} WITH (format = 'PARQUET', external_location = 's3://${results}/made/${name}/')
             AS SELECT n, x FROM numbers`,
        );
        assert.equal(State, 'SUCCEEDED', StateChangeReason);
        tables.acknowledge([name]);
      }
    };
    await workAndKill(4, tables, [select, select]);

    const athena = new Athena(clientOf(await store.launch({ pace: 0 })));
    assert.ok(tables.names.length > 0);
    for (const name of tables.names) {
      const { QueryExecutionId, State, StateChangeReason } = await query(
        athena,
        `SELECT count(*), count(DISTINCT n) FROM ${name}`,
      );
      assert.equal(State, 'SUCCEEDED', StateChangeReason);
      const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
      const counts = ResultSet?.Rows?.[1]?.Data?.map(({ VarCharValue }) => VarCharValue);
      assert.deepEqual(counts, [String(rows), String(rows)], name);
    }
    const states = await Promise.all(
      [...asked].map(async (QueryExecutionId) => {
        const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
        return QueryExecution?.Status?.State;
      }),
    );
    assert.deepEqual(
      [...new Set(states)].filter((state) => state !== 'SUCCEEDED' && state !== 'FAILED'),
      [],
    );
  });
});

/** Names that were sent, each once, and those of them that were acknowledged. */
class Acknowledged {
  readonly sent = new Set<string>();
  /** Those that were acknowledged. */
  readonly names: string[] = [];

  next(count: number): string[] {
    const names = Array.from({ length: count }, (_, place) => `n${this.sent.size + place}`);
    for (const name of names) this.sent.add(name);
    return names;
  }

  acknowledge(names: readonly string[]): void {
    this.names.push(...names);
  }
}

/** Whether an error tells of the process's death, and is not an answer of the account or a failed check. */
function isDeath(error: unknown): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === undefined && !(error instanceof assert.AssertionError);
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
