import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  BatchGetCrawlersCommand,
  CreateClassifierCommand,
  CreateCrawlerCommand,
  DeleteClassifierCommand,
  DeleteCrawlerCommand,
  GetClassifierCommand,
  GetClassifiersCommand,
  GetCrawlerCommand,
  GetCrawlerMetricsCommand,
  GetCrawlersCommand,
  GetTableCommand,
  GlueClient,
  ListCrawlersCommand,
  ListCrawlsCommand,
  StartCrawlerCommand,
  StopCrawlerCommand,
  UpdateClassifierCommand,
  UpdateCrawlerCommand,
  type Crawler,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createEngine, quoted } from '../../src/practice/engines/duckdb/engine.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

/** A Parquet file with columns of many types. */
async function parquetFile(): Promise<Buffer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parquet-'));
  const engine = await createEngine({ folders: [folder], memoryLimitMiB: 100, threads: 1 });
  try {
    const session = await engine.session();
    const file = path.join(folder, 'part.parquet');
    await session.run(
      "COPY (SELECT i::BIGINT AS Unit, i::INTEGER AS n, 1.5::DOUBLE AS x, 'a' AS file, true AS ok, " +
        "DATE '2026-01-01' AS d, TIMESTAMP '2026-01-01 00:00:00' AS t, 1.25::DECIMAL(10,2) AS m, [1, 2] AS list " +
        `FROM range(7) AS r(i)) TO ${quoted(file)} (FORMAT parquet)`,
    );
    session.close();
    return readFileSync(file);
  } finally {
    engine.close();
    rmSync(folder, { recursive: true });
  }
}

describe("a crawler's life", () => {
  // Slow enough to see a crawl run: it starts for three seconds and stops for half of one.
  const pace = 0.1;
  let account: TestAccount;
  let glue: GlueClient;
  const definition = {
    Role: 'GlueRole',
    DatabaseName: 'lake',
    Targets: { S3Targets: [{ Path: 's3://lake/in' }] },
  };
  const crawler = async (Name = 'c'): Promise<Crawler> =>
    (await glue.send(new GetCrawlerCommand({ Name }))).Crawler!;
  const ready = (): Promise<void> =>
    until('the crawler is READY', async () => (await crawler()).State === 'READY');

  before(async () => {
    account = await startTestAccount({ pace });
    glue = new GlueClient(account.client);
    const s3 = new S3Client(account.client);
    await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
    await s3.send(
      new PutObjectCommand({ Bucket: 'lake', Key: 'in/hour=08/part.parquet', Body: await parquetFile() }),
    );
    s3.destroy();
    await glue.send(new CreateCrawlerCommand({ Name: 'c', ...definition }));
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  it('goes from READY over RUNNING and STOPPING back to READY, and reads Parquet on its way', async () => {
    assert.equal((await crawler()).State, 'READY');
    assert.equal((await crawler()).LastCrawl, undefined);
    await glue.send(new StartCrawlerCommand({ Name: 'c' }));
    const states: string[] = [];
    await until('the crawler is READY', async () => {
      const { State } = await crawler();
      if (states.at(-1) !== State) states.push(State!);
      return State === 'READY';
    });
    assert.deepEqual(states, ['RUNNING', 'STOPPING', 'READY']);
    const { LastCrawl } = await crawler();
    assert.equal(LastCrawl?.Status, 'SUCCEEDED');
    assert.equal(LastCrawl.LogGroup, '/aws-glue/crawlers');
    assert.equal(LastCrawl.LogStream, 'c');
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'lake', Name: 'in' }));
    assert.deepEqual(
      Table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`),
      [
        'unit bigint',
        'n int',
        'x double',
        'file string',
        'ok boolean',
        'd date',
        't timestamp',
        'm decimal(10,2)',
        'list array<int>',
      ],
    );
    assert.deepEqual(Table.PartitionKeys, [{ Name: 'hour', Type: 'string' }]);
    assert.match(Table.StorageDescriptor.SerdeInfo?.SerializationLibrary ?? '', /ParquetHiveSerDe$/);
    assert.equal(Table.Parameters?.['recordCount'], '7');
    const { CrawlerMetricsList } = await glue.send(new GetCrawlerMetricsCommand({ CrawlerNameList: ['c'] }));
    assert.equal(CrawlerMetricsList?.[0]?.TablesCreated, 1);
  });

  it('refuses in its words what a running crawler cannot do, and is CANCELLED when stopped', async () => {
    await assert.rejects(glue.send(new StopCrawlerCommand({ Name: 'c' })), {
      name: 'CrawlerNotRunningException',
    });
    await glue.send(new StartCrawlerCommand({ Name: 'c' }));
    await assert.rejects(glue.send(new StartCrawlerCommand({ Name: 'c' })), {
      name: 'CrawlerRunningException',
      message: 'Crawler with name c has already started',
    });
    await assert.rejects(glue.send(new UpdateCrawlerCommand({ Name: 'c', Description: 'x' })), {
      name: 'CrawlerRunningException',
      message: 'Cannot update Crawler while running. Please stop crawl or wait until it completes to update.',
    });
    await assert.rejects(glue.send(new DeleteCrawlerCommand({ Name: 'c' })), {
      name: 'CrawlerRunningException',
    });
    await glue.send(new StopCrawlerCommand({ Name: 'c' }));
    await assert.rejects(glue.send(new StopCrawlerCommand({ Name: 'c' })), {
      name: 'CrawlerStoppingException',
    });
    await ready();
    assert.equal((await crawler()).LastCrawl?.Status, 'CANCELLED');
    const { Crawls } = await glue.send(new ListCrawlsCommand({ CrawlerName: 'c' }));
    assert.deepEqual(
      Crawls!.map(({ State }) => State),
      ['STOPPED', 'COMPLETED'],
    );
    const stopped = { FieldName: 'STATE', FilterOperator: 'EQ', FieldValue: 'STOPPED' } as const;
    const filtered = await glue.send(new ListCrawlsCommand({ CrawlerName: 'c', Filters: [stopped] }));
    assert.equal(filtered.Crawls?.length, 1);
  });

  it('is READY again, its crawl FAILED with the reason, after the process was killed', async () => {
    await glue.send(new StartCrawlerCommand({ Name: 'c' }));
    // The store as a process that was killed now leaves it.
    const folder = mkdtempSync(path.join(os.tmpdir(), 'killed-'));
    cpSync(account.folder, folder, { recursive: true });
    const later = await startTestAccount({ folder });
    try {
      const { Crawler } = await new GlueClient(later.client).send(new GetCrawlerCommand({ Name: 'c' }));
      assert.deepEqual([Crawler?.State, Crawler?.LastCrawl?.Status], ['READY', 'FAILED']);
      assert.match(Crawler?.LastCrawl?.ErrorMessage ?? '', /was stopped while the crawler ran/);
    } finally {
      await later.close();
      await account.restart();
    }
  });

  it('is READY after a restart, its unfinished crawl FAILED with the reason', async () => {
    await glue.send(new StartCrawlerCommand({ Name: 'c' }));
    await account.restart();
    const { State, LastCrawl } = await crawler();
    assert.equal(State, 'READY');
    assert.equal(LastCrawl?.Status, 'FAILED');
    assert.match(LastCrawl.ErrorMessage ?? '', /practice account was stopped while the crawler ran/);
  });

  it('is listed, updated by parts, found in batches and deleted', async () => {
    await glue.send(new CreateCrawlerCommand({ Name: 'b', ...definition, Tags: { lab: 'yes' } }));
    const first = await glue.send(new ListCrawlersCommand({ MaxResults: 1 }));
    assert.deepEqual(first.CrawlerNames, ['b']);
    const second = await glue.send(new ListCrawlersCommand({ MaxResults: 1, NextToken: first.NextToken }));
    assert.deepEqual([second.CrawlerNames, second.NextToken], [['c'], undefined]);
    assert.deepEqual((await glue.send(new ListCrawlersCommand({ Tags: { lab: 'yes' } }))).CrawlerNames, [
      'b',
    ]);
    await glue.send(new UpdateCrawlerCommand({ Name: 'b', Description: 'second' }));
    const { Crawlers } = await glue.send(new GetCrawlersCommand({}));
    assert.deepEqual(
      Crawlers!.map(({ Name, Description, Role, Version }) => [Name, Description, Role, Version]),
      [
        ['b', 'second', 'GlueRole', 2],
        ['c', undefined, 'GlueRole', 1],
      ],
    );
    const batch = await glue.send(new BatchGetCrawlersCommand({ CrawlerNames: ['b', 'nope'] }));
    assert.deepEqual([batch.Crawlers?.length, batch.CrawlersNotFound], [1, ['nope']]);
    await glue.send(new DeleteCrawlerCommand({ Name: 'b' }));
    await assert.rejects(crawler('b'), {
      name: 'EntityNotFoundException',
      message: 'Crawler entry with name b does not exist',
    });
    await assert.rejects(glue.send(new StartCrawlerCommand({ Name: 'b' })), {
      name: 'EntityNotFoundException',
      message: 'Crawler with name b does not exist',
    });
  });

  it('refuses definitions that it cannot crawl', async () => {
    const refused: [object, string][] = [
      [{ Name: 'c' }, 'AlreadyExistsException'],
      [{ Name: '' }, 'ValidationException'],
      [{ Name: 'd', Targets: {} }, 'InvalidInputException'],
      [{ Name: 'd', Targets: { JdbcTargets: [{ ConnectionName: 'x' }] } }, 'InvalidInputException'],
      [{ Name: 'd', Targets: { S3Targets: [{ Path: '/local' }] } }, 'InvalidInputException'],
      [{ Name: 'd', Classifiers: ['nope'] }, 'EntityNotFoundException'],
      [{ Name: 'd', Schedule: 'cron(0 1 * * ? *)' }, 'InvalidInputException'],
      [{ Name: 'd', SchemaChangePolicy: { UpdateBehavior: 'MAYBE' } }, 'ValidationException'],
      [{ Name: 'd', RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' } }, 'InvalidInputException'],
    ];
    for (const [changes, name] of refused) {
      const request = { ...definition, Name: 'd', ...changes };
      await assert.rejects(glue.send(new CreateCrawlerCommand(request)), { name }, JSON.stringify(changes));
    }
  });

  it('has classifiers for CSV, and refuses other kinds by name', async () => {
    const CsvClassifier = { Name: 'k', Delimiter: '|', ContainsHeader: 'PRESENT' } as const;
    await glue.send(new CreateClassifierCommand({ CsvClassifier }));
    await assert.rejects(glue.send(new CreateClassifierCommand({ CsvClassifier })), {
      name: 'AlreadyExistsException',
    });
    await glue.send(new UpdateClassifierCommand({ CsvClassifier: { Name: 'k', Delimiter: ';' } }));
    const { Classifier } = await glue.send(new GetClassifierCommand({ Name: 'k' }));
    const { Delimiter, ContainsHeader, Version } = Classifier!.CsvClassifier!;
    assert.deepEqual([Delimiter, ContainsHeader, Version], [';', 'PRESENT', 2]);
    assert.equal((await glue.send(new GetClassifiersCommand({}))).Classifiers?.length, 1);
    await glue.send(new DeleteClassifierCommand({ Name: 'k' }));
    await assert.rejects(glue.send(new GetClassifierCommand({ Name: 'k' })), {
      name: 'EntityNotFoundException',
    });
    const GrokClassifier = { Name: 'g', Classification: 'logs', GrokPattern: '%{WORD:w}' };
    await assert.rejects(glue.send(new CreateClassifierCommand({ GrokClassifier })), {
      name: 'InvalidInputException',
      message: /no GrokClassifier/,
    });
    const same = { Name: 'q', Delimiter: '"', QuoteSymbol: '"' };
    await assert.rejects(glue.send(new CreateClassifierCommand({ CsvClassifier: same })), {
      name: 'InvalidInputException',
    });
  });
});
