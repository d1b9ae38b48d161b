import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClassifierCommand,
  CreateCrawlerCommand,
  DeleteTableCommand,
  GetCrawlerCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GlueClient,
  ListCrawlsCommand,
  StartCrawlerCommand,
  UpdateCrawlerCommand,
  type CreateCrawlerRequest,
  type LastCrawlInfo,
  type Table,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

const bucket = 'datalake-submissions-1';

/** Lines as the lab publishes them: file, unit, cycle, settings, sensors (17 and 18 whole), two blanks at the end. */
function publishedLines(file: string, count: number): string {
  const sensors = Array.from({ length: 21 }, (_, i) => (i === 16 || i === 17 ? '392' : '518.67')).join(' ');
  return Array.from(
    { length: count },
    (_, i) => `${file} 1 ${i + 1} -0.0007 0.0003 100.0 ${sensors}  \n`,
  ).join('');
}

describe("Glue's crawlers", () => {
  let account: TestAccount;
  let glue: GlueClient;
  let s3: S3Client;
  let logs: CloudWatchLogsClient;

  const put = (Key: string, Body: string | Uint8Array, Bucket = bucket) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const create = (crawler: Partial<CreateCrawlerRequest> & { Name: string }) =>
    glue.send(new CreateCrawlerCommand({ Role: 'role/Glue', DatabaseName: 'lake', Targets: {}, ...crawler }));
  const crawl = async (Name: string): Promise<LastCrawlInfo> => {
    await glue.send(new StartCrawlerCommand({ Name }));
    let last: LastCrawlInfo | undefined;
    await until(`crawler ${Name} is READY`, async () => {
      const { Crawler } = await glue.send(new GetCrawlerCommand({ Name }));
      last = Crawler?.LastCrawl;
      return Crawler?.State === 'READY';
    });
    return last!;
  };
  const table = async (Name: string, DatabaseName = 'lake'): Promise<Table> =>
    (await glue.send(new GetTableCommand({ DatabaseName, Name }))).Table!;
  const columns = ({ StorageDescriptor }: Table): string =>
    StorageDescriptor!.Columns!.map(({ Name, Type }) => `${Name} ${Type}`).join(', ');
  const partitionValues = async (TableName: string): Promise<string[][]> => {
    const { Partitions } = await glue.send(new GetPartitionsCommand({ DatabaseName: 'lake', TableName }));
    return Partitions!.map(({ Values }) => Values!);
  };
  const s3Target = (Path: string, Exclusions: string[] = []) => ({ S3Targets: [{ Path, Exclusions }] });

  before(async () => {
    account = await startTestAccount();
    glue = new GlueClient(account.client);
    s3 = new S3Client(account.client);
    logs = new CloudWatchLogsClient(account.client);
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await glue.send(
      new CreateClassifierCommand({
        CsvClassifier: { Name: 'spaces', Delimiter: ' ', QuoteSymbol: '"', ContainsHeader: 'ABSENT' },
      }),
    );
  });
  after(async () => {
    for (const client of [glue, s3, logs]) client.destroy();
    await account.close();
  });

  it('makes one table with 29 columns and an hour a partition of what the lab publishes', async () => {
    await put('streaming_submissions/2026/11/23/08/stream-1-a', publishedLines('train_FD001.txt', 50));
    await put('streaming_submissions/2026/11/23/09/stream-1-b', publishedLines('train_FD002.txt', 30));
    await create({
      Name: 'submissions',
      Classifiers: ['spaces'],
      Targets: s3Target(`s3://${bucket}/streaming_submissions`),
    });
    const last = await crawl('submissions');
    assert.equal(last.Status, 'SUCCEEDED');
    const found = await table('streaming_submissions');
    const whole = ['col1', 'col2', 'col22', 'col23'];
    const expected = Array.from({ length: 29 }, (_, i) => {
      const type = i === 0 || i > 26 ? 'string' : whole.includes(`col${i}`) ? 'bigint' : 'double';
      return `col${i} ${type}`;
    });
    assert.equal(columns(found), expected.join(', '));
    assert.deepEqual(
      found.PartitionKeys,
      [0, 1, 2, 3].map((i) => ({ Name: `partition_${i}`, Type: 'string' })),
    );
    assert.deepEqual(await partitionValues('streaming_submissions'), [
      ['2026', '11', '23', '08'],
      ['2026', '11', '23', '09'],
    ]);
    assert.equal(found.StorageDescriptor?.Location, `s3://${bucket}/streaming_submissions/`);
    assert.deepEqual(found.StorageDescriptor.SerdeInfo, {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
      Parameters: { 'field.delim': ' ' },
    });
    const { classification, recordCount, objectCount, delimiter, UPDATED_BY_CRAWLER } = found.Parameters!;
    assert.deepEqual([classification, recordCount, objectCount, delimiter], ['csv', '80', '2', ' ']);
    assert.equal(UPDATED_BY_CRAWLER, 'submissions');
    const { events } = await logs.send(
      new GetLogEventsCommand({ logGroupName: last.LogGroup, logStreamName: last.LogStream }),
    );
    const lines = events!.map(({ message }) => message ?? '');
    assert.ok(lines.every((line) => line.startsWith(`[${last.MessagePrefix}] `)));
    assert.ok(lines.some((line) => line.includes('Created table streaming_submissions in database lake')));
    assert.ok(lines.at(-1)?.endsWith('Crawler has finished running and is in state READY'));
  });

  it('adds new partitions to the table at the next crawl, and marks those that are gone', async () => {
    await put('streaming_submissions/2026/11/23/10/stream-1-c', publishedLines('train_FD004.txt', 20));
    await s3.send(
      new DeleteObjectCommand({ Bucket: bucket, Key: 'streaming_submissions/2026/11/23/08/stream-1-a' }),
    );
    await crawl('submissions');
    const { Partitions } = await glue.send(
      new GetPartitionsCommand({ DatabaseName: 'lake', TableName: 'streaming_submissions' }),
    );
    const deprecated = Partitions!.map(({ Values, Parameters }) => [
      Values![3],
      Parameters?.['DEPRECATED_BY_CRAWLER'] !== undefined,
    ]);
    assert.deepEqual(deprecated.sort(), [
      ['08', true],
      ['09', false],
      ['10', false],
    ]);
    const { Crawls } = await glue.send(new ListCrawlsCommand({ CrawlerName: 'submissions' }));
    assert.deepEqual(
      Crawls!.map(({ State }) => State),
      ['COMPLETED', 'COMPLETED'],
    );
    assert.match(Crawls![1]!.Summary!, /"TABLE":\{"ADD":1,/);
  });

  it('names the table of a whole bucket after the bucket, with the keys of its Hive folders', async () => {
    const curated = 'datalake-curated-datasets-1';
    await s3.send(new CreateBucketCommand({ Bucket: curated }));
    await put('year=2026/month=11/day=23/hour=08/part-0.csv', 'cycle,rul\n1,191\n2,190\n', curated);
    await put('year=2026/month=11/day=23/hour=19/part-1.csv', 'cycle,rul\n1,200.5\n2,199\n', curated);
    await put('_temporary/0/part-2.csv', 'a,b,c\n1,2,3\n2,3,4\n', curated);
    await create({ Name: 'curated', Targets: s3Target(`s3://${curated}`) });
    await crawl('curated');
    const found = await table('datalake_curated_datasets_1');
    assert.equal(columns(found), 'cycle bigint, rul double');
    assert.deepEqual(
      found.PartitionKeys?.map(({ Name }) => Name),
      ['year', 'month', 'day', 'hour'],
    );
    assert.equal(found.Parameters?.['skip.header.line.count'], '1');
    assert.deepEqual(await partitionValues('datalake_curated_datasets_1'), [
      ['2026', '11', '23', '08'],
      ['2026', '11', '23', '19'],
    ]);
  });

  it('reads gzip, quoted CSV and JSON lines, leaves out what is excluded, and prefixes names', async () => {
    const root = `s3://${bucket}/mixed/`;
    await put('mixed/zipped/a.csv.gz', gzipSync('id|name\n1|one\n2|two\n'));
    await put('mixed/quoted/a.csv', 'id,note\n1,"a, b"\n2,"c"\n');
    await put('mixed/events/a.json', '{"id":1,"at":{"x":1.5},"tags":["a"]}\n{"id":2,"more":true}\n');
    await put('mixed/secret/a.csv', '1,2,3\n2,3,4\n');
    await put('mixed/prose/readme.txt', 'some words\nand more of them, sometimes\n');
    await create({ Name: 'mixed', Targets: s3Target(root, ['secret/**']), TablePrefix: 'raw_' });
    await crawl('mixed');
    const { TableList } = await glue.send(
      new GetTablesCommand({ DatabaseName: 'lake', Expression: 'raw_.*' }),
    );
    assert.deepEqual(
      TableList!.map(({ Name, Parameters }) => `${Name} ${Parameters?.['classification']}`),
      ['raw_events json', 'raw_prose UNKNOWN', 'raw_quoted csv', 'raw_zipped csv'],
    );
    const zipped = await table('raw_zipped');
    assert.equal(columns(zipped), 'id bigint, name string');
    assert.equal(zipped.Parameters?.['compressionType'], 'gzip');
    const quoted = await table('raw_quoted');
    assert.match(quoted.StorageDescriptor?.SerdeInfo?.SerializationLibrary ?? '', /OpenCSVSerde$/);
    assert.equal(
      columns(await table('raw_events')),
      'id int, at struct<x:double>, tags array<string>, more boolean',
    );
  });

  it('puts a hash behind the name of a table that another one has already', async () => {
    await put('one/data/a.csv', '1,2\n3,4\n');
    await put('two/data/a.csv', 'x,1.5\ny,2.5\n');
    for (const Name of ['one', 'two']) {
      await create({ Name, DatabaseName: 'twins', Targets: s3Target(`s3://${bucket}/${Name}/data/`) });
      await crawl(Name);
    }
    await crawl('two');
    const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName: 'twins' }));
    const names = TableList!.map(({ Name }) => Name!);
    assert.equal(names.length, 2);
    assert.equal(names[0], 'data');
    assert.match(names[1]!, /^data_[0-9a-f]{32}$/);
  });

  it('only logs changes of a schema when its policy says so, and deletes when it says that', async () => {
    const DatabaseName = 'policies';
    await put('policy/data/a.csv', 'id,x\n1,2\n3,4\n');
    const SchemaChangePolicy = { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' } as const;
    const Targets = s3Target(`s3://${bucket}/policy/data/`);
    await create({ Name: 'policy', DatabaseName, Targets, SchemaChangePolicy });
    await crawl('policy');
    await put('policy/data/a.csv', 'id,x,y\n1,2,3\n3,4,5\n');
    await crawl('policy');
    assert.equal(columns(await table('data', DatabaseName)), 'id bigint, x bigint');
    const change = async (policy: CreateCrawlerRequest['SchemaChangePolicy']) =>
      glue.send(new UpdateCrawlerCommand({ Name: 'policy', SchemaChangePolicy: policy }));
    await change({ UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DELETE_FROM_DATABASE' });
    await crawl('policy');
    assert.equal(columns(await table('data', DatabaseName)), 'id bigint, x bigint, y bigint');
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'policy/data/a.csv' }));
    await crawl('policy');
    await assert.rejects(table('data', DatabaseName), { name: 'EntityNotFoundException' });
  });

  it('makes a deleted table again with the partitions that still have objects', async () => {
    await glue.send(new DeleteTableCommand({ DatabaseName: 'lake', Name: 'streaming_submissions' }));
    await crawl('submissions');
    assert.equal((await partitionValues('streaming_submissions')).length, 2);
  });

  it('fails with its reason when the bucket does not exist', async () => {
    await create({ Name: 'lost', Targets: s3Target('s3://no-such-bucket/data') });
    const last = await crawl('lost');
    assert.equal(last.Status, 'FAILED');
    assert.match(last.ErrorMessage ?? '', /The specified bucket does not exist/);
  });
});
