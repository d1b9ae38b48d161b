import assert from 'node:assert/strict';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchStopJobRunCommand,
  CreateCrawlerCommand,
  CreateJobCommand,
  GetCrawlerCommand,
  GetJobBookmarkCommand,
  GetJobRunCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GlueClient,
  ResetJobBookmarkCommand,
  StartCrawlerCommand,
  StartJobRunCommand,
  type JobRun,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

/** Reads the crawled table, prints its rows, and writes the last cycle of each engine as Parquet by hour. */
const etl = `
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
context = GlueContext(SparkContext())
job = Job(context)
job.init(args["JOB_NAME"], args)
source = context.create_dynamic_frame.from_catalog(
    database="lake", table_name="raw", transformation_ctx="source"
)
rows = source.toDF()
print("rows", rows.count())
if rows.count() > 0:
    last = rows.groupBy("unit", "partition_0").agg(F.max("cycle").alias("failure_cycle"))
    last = last.withColumnRenamed("partition_0", "hour")
    last.write.partitionBy("hour").mode("append").parquet("s3://curated-lake/")
job.commit()
`;

describe('scripts of Glue jobs', () => {
  let account: TestAccount;
  let glue: GlueClient;
  let s3: S3Client;
  let logs: CloudWatchLogsClient;
  const put = (Bucket: string, Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const createJob = async (Name: string, script: string): Promise<void> => {
    await put('aws-glue-scripts', `${Name}.py`, script);
    await glue.send(
      new CreateJobCommand({
        Name,
        Role: 'role/Glue',
        Command: { Name: 'glueetl', ScriptLocation: `s3://aws-glue-scripts/${Name}.py` },
        DefaultArguments: { '--job-bookmark-option': 'job-bookmark-enable' },
      }),
    );
  };
  const runOf = async (JobName: string, RunId: string): Promise<JobRun> =>
    (await glue.send(new GetJobRunCommand({ JobName, RunId }))).JobRun!;
  const start = async (JobName: string): Promise<string> =>
    (await glue.send(new StartJobRunCommand({ JobName }))).JobRunId!;
  const ended = async (JobName: string, id: string): Promise<JobRun> => {
    await until('the run ended', async () => (await runOf(JobName, id)).CompletedOn !== undefined);
    return runOf(JobName, id);
  };
  const succeeded = async (JobName: string): Promise<string> => {
    const run = await ended(JobName, await start(JobName));
    assert.equal(run.JobRunState, 'SUCCEEDED', run.ErrorMessage);
    return run.Id!;
  };
  const lines = async (group: string, logStreamName: string): Promise<string[]> => {
    const logGroupName = `/aws-glue/jobs/${group}`;
    const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
    return events!.map(({ message }) => message!);
  };
  const crawl = async (Name: string, Path: string): Promise<void> => {
    const Targets = { S3Targets: [{ Path }] };
    await glue.send(new CreateCrawlerCommand({ Name, Role: 'r', DatabaseName: 'lake', Targets }));
    await glue.send(new StartCrawlerCommand({ Name }));
    await until('the crawler is READY', async () => {
      const { Crawler } = await glue.send(new GetCrawlerCommand({ Name }));
      return Crawler?.State === 'READY';
    });
  };

  before(async () => {
    account = await startTestAccount();
    glue = new GlueClient(account.client);
    s3 = new S3Client(account.client);
    logs = new CloudWatchLogsClient(account.client);
    for (const Bucket of ['raw-lake', 'curated-lake', 'aws-glue-scripts']) {
      await s3.send(new CreateBucketCommand({ Bucket }));
    }
    const engine = (unit: number, cycles: number): string =>
      Array.from({ length: cycles }, (_, i) => `${unit},${i + 1},0.5\n`).join('');
    await put('raw-lake', 'raw/08/a.csv', `unit,cycle,x\n${engine(1, 30)}`);
    await put('raw-lake', 'raw/19/b.csv', `unit,cycle,x\n${engine(2, 12)}`);
    await crawl('raw', 's3://raw-lake/raw');
    await createJob('calc_rul', etl);
  });
  after(async () => {
    for (const client of [glue, s3, logs]) client.destroy();
    await account.close();
  });

  it('reads what a crawler found and writes what a crawler finds', async () => {
    const id = await succeeded('calc_rul');
    assert.ok((await lines('output', id)).includes('rows 42'));
    await crawl('curated', 's3://curated-lake');
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'lake', Name: 'curated_lake' }));
    assert.deepEqual(
      Table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`),
      ['unit bigint', 'failure_cycle bigint'],
    );
    assert.equal(Table.Parameters?.['recordCount'], '2');
    const { Partitions } = await glue.send(
      new GetPartitionsCommand({ DatabaseName: 'lake', TableName: 'curated_lake' }),
    );
    assert.deepEqual(Partitions!.map(({ Values }) => Values).sort(), [['08'], ['19']]);
  });

  it('gives a second run only what is new, and everything after a reset', async () => {
    const second = await succeeded('calc_rul');
    assert.ok((await lines('output', second)).includes('rows 0'));
    await put('raw-lake', 'raw/19/c.csv', 'unit,cycle,x\n3,1,0.5\n3,2,0.5\n');
    const third = await succeeded('calc_rul');
    assert.ok((await lines('output', third)).includes('rows 2'));
    const { JobBookmarkEntry } = await glue.send(new GetJobBookmarkCommand({ JobName: 'calc_rul' }));
    assert.equal(JobBookmarkEntry?.RunId, third);
    assert.match(JobBookmarkEntry.JobBookmark ?? '', /raw-lake\/raw\/19\/c\.csv/);
    await glue.send(new ResetJobBookmarkCommand({ JobName: 'calc_rul' }));
    const again = await succeeded('calc_rul');
    assert.ok((await lines('output', again)).includes('rows 44'));
  });

  it("ends FAILED with a Python error's line, type and message, its traceback in the error log", async () => {
    await createJob('broken', 'print("begun")\n\nprint(undefined_name)\n');
    const run = await ended('broken', await start('broken'));
    assert.equal(run.JobRunState, 'FAILED');
    assert.match(
      run.ErrorMessage ?? '',
      /Failed Line Number: 3; NameError: name 'undefined_name' is not defined$/,
    );
    assert.deepEqual(await lines('output', run.Id!), ['begun']);
    assert.ok((await lines('error', run.Id!)).some((line) => line.startsWith('Traceback')));
  });

  it('stops a script that would never end', async () => {
    await createJob('endless', 'while True:\n    pass\n');
    const id = await start('endless');
    await until('it runs', async () => (await runOf('endless', id)).JobRunState === 'RUNNING');
    await glue.send(new BatchStopJobRunCommand({ JobName: 'endless', JobRunIds: [id] }));
    assert.equal((await ended('endless', id)).JobRunState, 'STOPPED');
  });
});
