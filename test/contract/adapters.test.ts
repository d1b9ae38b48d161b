import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { GetJobCommand, GlueClient, UpdateJobCommand } from '@aws-sdk/client-glue';
import { DuckDBInstance } from '@duckdb/node-api';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { requireResources } from '../../src/lab/survey/resources.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

/** Connects the lab to a test account. */
const connect = ({ client }: TestAccount): Promise<LabAccount> => connectPractice({ ...client, pace: 0 });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('The adapters over a freshly provisioned practice account', () => {
  let practice: TestAccount;
  let account: LabAccount;

  before(async () => {
    practice = await startTestAccount({ provisioned: true });
    account = await connect(practice);
  });
  after(async () => {
    account.close();
    await practice.close();
  });

  it('know whose account it is', () => {
    assert.equal(account.identity.account, '123456789012');
    assert.match(account.identity.arn, /^arn:aws:/);
  });

  it("find the lab's resources, each once", async () => {
    const resources = await requireResources(account, defaultEvent);
    assert.match(resources.submissionsBucket, /^datalake-submissions-123456789012-us-east-1-/);
    assert.match(resources.curatedBucket, /^datalake-curated-dataset/);
    assert.equal(resources.job, 'calc_rul');
  });

  it('tell which services may take on a role', async () => {
    const roles = await account.ports.identity.roles();
    const trusted = roles.flatMap((role) => role.trusted);
    assert.ok(trusted.includes('sagemaker.amazonaws.com'));
    assert.ok(trusted.includes('glue.amazonaws.com'));
  });

  it('say that a crawler is at rest, where it looks and where it writes', async () => {
    const { submissionsBucket } = await requireResources(account, defaultEvent);
    const crawler = await account.ports.crawlers.get('cmapss_submissions');
    assert.equal(crawler.state, 'READY');
    assert.equal(crawler.lastCrawl, undefined);
    assert.equal(crawler.database, 'datalake_submissions');
    assert.deepEqual(
      crawler.targets.map((target) => target.replace(/\/$/, '')),
      [`s3://${submissionsBucket}/streaming_submissions`],
    );
  });

  it('find the role of the notebook instance', async () => {
    const [notebook] = await account.ports.notebooks.list();
    assert.ok(notebook);
    const { role } = await account.ports.notebooks.get(notebook.name);
    assert.match(role, /^arn:aws:iam::123456789012:role\//);
  });

  it("say in AWS's own word that no JupyterLab stands behind a notebook instance", async () => {
    const [notebook] = await account.ports.notebooks.list();
    await assert.rejects(account.ports.notebooks.presignedUrl(notebook!.name), {
      name: 'UnknownOperationException',
    });
  });

  it("point a job at another script and keep all else of its definition, with Glue's own capacities in it", async () => {
    const glue = new GlueClient(practice.client);
    const definition = async () => (await glue.send(new GetJobCommand({ JobName: 'calc_rul' }))).Job!;
    const first = await definition();
    await glue.send(
      new UpdateJobCommand({
        JobName: 'calc_rul',
        JobUpdate: {
          Role: first.Role!,
          Command: first.Command!,
          DefaultArguments: { ...first.DefaultArguments, '--extra': 'kept' },
          GlueVersion: '4.0',
          WorkerType: 'G.1X',
          NumberOfWorkers: 2,
          ExecutionProperty: { MaxConcurrentRuns: 2 },
          Timeout: 30,
          MaxRetries: 1,
          Description: 'Remaining cycles of each engine',
          LogUri: 's3://logs/jobs/',
          NonOverridableArguments: { '--fixed': 'kept' },
          Connections: { Connections: ['warehouse'] },
          NotificationProperty: { NotifyDelayAfter: 10 },
          SecurityConfiguration: 'encrypted',
          ExecutionClass: 'STANDARD',
        },
      }),
    );
    const before = await definition();
    assert.equal(before.SecurityConfiguration, 'encrypted');
    await account.ports.jobs.setScript('calc_rul', 's3://aws-glue-0123456789/cmapss/glue_job.py');
    const after = await definition();
    glue.destroy();
    assert.deepEqual(after, {
      ...before,
      Command: { ...before.Command, ScriptLocation: 's3://aws-glue-0123456789/cmapss/glue_job.py' },
      LastModifiedOn: after.LastModifiedOn,
    });
    const job = await account.ports.jobs.get('calc_rul');
    assert.equal(job.scriptLocation, 's3://aws-glue-0123456789/cmapss/glue_job.py');
    assert.equal(job.maxConcurrentRuns, 2);
  });

  it('list more delivery streams than Firehose shows at once', async () => {
    const firehose = new FirehoseClient(practice.client);
    const { publishedBucket } = await requireResources(account, defaultEvent);
    const roles = await account.ports.identity.roles();
    const role = roles.find(({ trusted }) => trusted.includes('firehose.amazonaws.com'))!;
    const names = Array.from({ length: 12 }, (_, index) => `other-${String(index).padStart(2, '0')}`);
    for (const name of names) {
      await firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: name,
          ExtendedS3DestinationConfiguration: {
            RoleARN: role.arn,
            BucketARN: `arn:aws:s3:::${publishedBucket}`,
            Prefix: 'delivered/',
          },
        }),
      );
    }
    firehose.destroy();
    const listed = await account.ports.streams.list();
    assert.deepEqual(
      listed.filter((name) => name.startsWith('other-')),
      names,
    );
    assert.equal(listed.length, 13);
  });

  it('put records that arrive in order as one object', async () => {
    const { deliveryStream } = await requireResources(account, defaultEvent);
    const { bucket, prefix, status, bufferSeconds } = await account.ports.streams.describe(deliveryStream);
    assert.equal(status, 'ACTIVE');
    assert.equal(bufferSeconds, 60);
    const records = ['one 1\n', 'two 2\n'].map((text) => Buffer.from(text));
    assert.deepEqual(await account.ports.streams.put(deliveryStream, records), []);
    const deadline = Date.now() + 10_000;
    let objects = await all(account.ports.buckets.objects(bucket, prefix));
    while (!objects.length && Date.now() < deadline) {
      await sleep(20);
      objects = await all(account.ports.buckets.objects(bucket, prefix));
    }
    const [object] = objects;
    assert.match(object!.key, /^streaming_submissions\/\d{4}\/\d\d\/\d\d\/\d\d\/streaming_submissions-/);
    const bytes = await account.ports.buckets.read(bucket, object!.key);
    assert.equal(Buffer.from(bytes!).toString(), 'one 1\ntwo 2\n');
  });
});

describe('The adapters', () => {
  let practice: TestAccount;
  let account: LabAccount;
  const bucket = 'adapters';

  before(async () => {
    practice = await startTestAccount();
    account = await connect(practice);
    await account.ports.buckets.create(bucket);
  });
  after(async () => {
    account.close();
    await practice.close();
  });

  it('refuse to connect with credentials that do not hold', async () => {
    const credentials = { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' };
    await assert.rejects(connectPractice({ ...practice.client, credentials, pace: 0 }), (error: Error) =>
      /InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient/.test(error.name),
    );
  });

  it("let S3's own errors through unchanged", async () => {
    await assert.rejects(all(account.ports.buckets.objects('nowhere', '')), { name: 'NoSuchBucket' });
    await assert.rejects(account.ports.buckets.open(bucket, 'nothing'), { name: 'NoSuchKey' });
    assert.equal(await account.ports.buckets.read(bucket, 'nothing'), undefined);
  });

  it('list, read and delete more objects than S3 shows or takes at once', async () => {
    const { buckets } = account.ports;
    const keys = Array.from({ length: 1003 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    for (let first = 0; first < keys.length; first += 50) {
      await Promise.all(keys.slice(first, first + 50).map((key) => buckets.put(bucket, key, key)));
    }
    const listed = await all(buckets.objects(bucket, 'many/'));
    assert.deepEqual(
      listed.map(({ key }) => key),
      keys,
    );
    const first = await buckets.folder(bucket, 'many/');
    assert.equal(first.objects.length, 1000);
    const second = await buckets.folder(bucket, 'many/', { next: first.next });
    assert.deepEqual(
      [...first.objects, ...second.objects].map(({ key }) => key),
      keys,
    );
    assert.equal(second.next, undefined);
    assert.deepEqual((await buckets.folder(bucket, '')).prefixes, ['many/']);
    assert.deepEqual(await buckets.describe(bucket, 'many/0007'), first.objects[7]);
    assert.equal(await buckets.describe(bucket, 'many/x'), undefined);
    const range = await buckets.read(bucket, 'many/0007', [2, 5]);
    assert.equal(Buffer.from(range!).toString(), 'ny/0');
    await buckets.remove(bucket, keys);
    assert.deepEqual(await all(buckets.objects(bucket, 'many/')), []);
  });

  it("read a Parquet object's rows, and of its columns only those asked for", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'parquet-'));
    const file = path.join(folder, 'rows.parquet');
    const duckdb = await DuckDBInstance.create();
    const connection = await duckdb.connect();
    await connection.run(
      `COPY (SELECT 'train_FD00' || (i % 4 + 1) AS filename, i AS unit_number, i / 2 AS failure_cycle, repeat('x', 1000) || i AS padding
             FROM range(5000) t(i)) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    );
    connection.closeSync();
    duckdb.closeSync();
    const bytes = readFileSync(file);
    rmSync(folder, { recursive: true });
    await account.ports.buckets.put(bucket, 'rows.parquet', bytes);

    const object = { key: 'rows.parquet', size: bytes.length };
    const described = await account.ports.parquet.describe(bucket, object);
    assert.equal(described.rows, 5000);
    assert.deepEqual(described.columns, [
      { name: 'filename', type: 'string' },
      { name: 'unit_number', type: 'int64' },
      { name: 'failure_cycle', type: 'double' },
      { name: 'padding', type: 'string' },
    ]);
    const values = await account.ports.parquet.columns(bucket, object, ['unit_number', 'filename']);
    assert.deepEqual(Object.keys(values), ['unit_number', 'filename']);
    assert.deepEqual(
      values['unit_number'],
      Array.from({ length: 5000 }, (_, index) => index),
    );
    assert.equal(values['filename']?.[4999], 'train_FD004');
    const some = await account.ports.parquet.columns(bucket, object, ['unit_number'], {
      first: 2040,
      end: 2060,
    });
    assert.deepEqual(
      some['unit_number'],
      Array.from({ length: 20 }, (_, index) => 2040 + index),
    );
    const rows = await account.ports.parquet.rows(bucket, object, { first: 2047, end: 2049 });
    assert.deepEqual(
      rows.map((row) => row.slice(0, 2)),
      [
        ['train_FD004', 2047n],
        ['train_FD001', 2048n],
      ],
    );
  });

  it('answer that there is none, where there is none', async () => {
    const { catalog, endpoints, training, logs, jobs } = account.ports;
    assert.deepEqual(await catalog.tables('no_database'), []);
    assert.equal(await catalog.table('no_database', 'no_table'), undefined);
    assert.deepEqual(await catalog.partitions('no_database', 'no_table'), []);
    await catalog.dropTable('no_database', 'no_table');
    assert.equal(await endpoints.get('cmapss-none'), undefined);
    assert.equal(await endpoints.config('cmapss-none'), undefined);
    assert.equal(await endpoints.model('cmapss-none'), undefined);
    await endpoints.delete('cmapss-none');
    await endpoints.deleteConfig('cmapss-none');
    await endpoints.deleteModel('cmapss-none');
    assert.deepEqual(await endpoints.list('cmapss-'), []);
    assert.deepEqual(await training.list('cmapss-'), []);
    assert.deepEqual(await logs.streams('/aws/none', ''), []);
    assert.deepEqual((await logs.lines('/aws/none', 'none')).lines, []);
    await assert.rejects(jobs.get('no_job'), { name: 'EntityNotFoundException' });
  });

  it('end a request when its signal comes', async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(account.ports.buckets.list(stop.signal), { name: 'AbortError' });
  });
});
