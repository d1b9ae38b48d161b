import type { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Practice } from '../../src/launch/launchPractice.ts';
import { clientOf, until, type TestStore } from './practiceProcess.ts';
import { randomFrom } from './random.ts';

/** The seed of the moments at which processes are killed: printed by the tests, given by SEED to have a run again. */
export const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
export const random = randomFrom(seed);

/** Work that goes on against an account until its process dies; what was acknowledged is noted. */
export type Work = (practice: Practice) => Promise<never>;

/**
 * Lets the work go on until the process is killed, again and again: in turn at any moment, however early, and at any
 * moment after something was acknowledged.
 */
export async function workAndKill(
  store: TestStore,
  kills: number,
  acknowledged: Acknowledged,
  works: readonly Work[],
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    // At this pace the stream's minute is half a second: kills find both full and empty buffers.
    const practice = await store.launch({ pace: 1 / 120 });
    let isKilled = false;
    // An account that fails while it lives is a fault, however its failure looks.
    const ends = Promise.all(
      works.map((work) => assert.rejects(work(practice), (error) => isKilled && isDeath(error))),
    );
    ends.catch(() => undefined);
    const before = acknowledged.names.length;
    if (kill % 2) {
      const more = until('something acknowledged', () => acknowledged.names.length > before);
      // Work that ends by itself has failed, and says how.
      await Promise.race([more, ends]);
    }
    await sleep(50 + random() * 700);
    isKilled = true;
    process.kill(practice.pid, 'SIGKILL');
    await ends;
    await practice.over;
  }
}

/** Names that were sent, each once, and those of them that were acknowledged. */
export class Acknowledged {
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

/** The name of the one bucket that begins so. */
export async function bucketLike(s3: S3, prefix: string): Promise<string> {
  const { Buckets = [] } = await s3.listBuckets();
  const found = Buckets.find(({ Name = '' }) => Name.startsWith(prefix))?.Name;
  assert.ok(found, `a bucket ${prefix}*`);
  return found;
}

export async function textOf(s3: S3, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToString()) ?? '';
}

/** The lines of all objects of a bucket. */
export async function allText(s3: S3, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.listObjectsV2({ Bucket });
  const texts = await Promise.all(Contents.map(({ Key = '' }) => textOf(s3, Bucket, Key)));
  return texts.flatMap((text) => text.split('\n').slice(0, -1));
}

/** Rows of the table `numbers`. */
export const rowsOfNumbers = 5000;

/** Makes the table `numbers` (n bigint, x double) in datalake_submissions, over one object. */
export async function makeNumbers(practice: Practice): Promise<void> {
  const source = await bucketLike(new S3(clientOf(practice)), 'datalake-curated-datasets-');
  await new S3(clientOf(practice)).putObject({
    Bucket: source,
    Key: 'numbers/part.csv',
    Body: Array.from({ length: rowsOfNumbers }, (_, n) => `${n},${n / 7}\n`).join(''),
  });
  await new Glue(clientOf(practice)).createTable({
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
}

/** Runs a query to its end, whatever that is. */
export async function runQuery(
  athena: Athena,
  results: string,
  QueryString: string,
): Promise<{ QueryExecutionId: string; State: string; StateChangeReason: string | undefined }> {
  const { QueryExecutionId = '' } = await athena.startQueryExecution({
    QueryString,
    QueryExecutionContext: { Database: 'datalake_submissions' },
    ResultConfiguration: { OutputLocation: `s3://${results}/` },
  });
  for (;;) {
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
    const { State = '', StateChangeReason } = QueryExecution?.Status ?? {};
    if (!['QUEUED', 'RUNNING'].includes(State)) return { QueryExecutionId, State, StateChangeReason };
    await sleep(5);
  }
}

/** How many rows a table has, and how many different `n`. */
export async function countRows(athena: Athena, results: string, table: string): Promise<string[]> {
  const { QueryExecutionId, State, StateChangeReason } = await runQuery(
    athena,
    results,
    `SELECT count(*), count(DISTINCT n) FROM ${table}`,
  );
  assert.equal(State, 'SUCCEEDED', StateChangeReason);
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
  return (ResultSet?.Rows?.[1]?.Data ?? []).map(({ VarCharValue = '' }) => VarCharValue);
}
