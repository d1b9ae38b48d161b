import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from './practice.ts';

/** One statement at a time, against an account of its own. */
export interface Bench {
  readonly account: TestAccount;
  readonly athena: AthenaClient;
  start(sql: string, database?: string): Promise<string>;
  ended(id: string): Promise<QueryExecution>;
  /** Runs a statement that must succeed; its rows (header included) as texts. */
  rows(sql: string): Promise<(string | undefined)[][]>;
  /** Runs a statement that must fail; its reason. */
  failure(sql: string): Promise<string>;
  put(key: string, body: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
  text(key: string): Promise<string>;
  close(): Promise<void>;
}

/** An account with the bucket `data`, and Athena's results in it. */
export async function openBench(): Promise<Bench> {
  const account = await startTestAccount();
  const athena = new AthenaClient(account.client);
  const s3 = new S3Client(account.client);
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  const start = async (QueryString: string, database = 'lab'): Promise<string> => {
    const { QueryExecutionId = '' } = await athena.send(
      new StartQueryExecutionCommand({
        QueryString,
        QueryExecutionContext: { Database: database },
        ResultConfiguration: { OutputLocation: 's3://data/results/' },
      }),
    );
    return QueryExecutionId;
  };
  const ended = async (id: string): Promise<QueryExecution> => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
      if (QueryExecution?.Status?.CompletionDateTime) return QueryExecution;
      assert.ok(Date.now() < deadline, 'the query did not end');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const bytes = async (Key: string): Promise<Uint8Array> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };
  return {
    account,
    athena,
    start,
    ended,
    rows: async (sql) => {
      const id = await start(sql);
      const { Status } = await ended(id);
      assert.equal(Status?.State, 'SUCCEEDED', `${sql}: ${Status?.StateChangeReason ?? ''}`);
      const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId: id }));
      return (ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue));
    },
    failure: async (sql) => {
      const { Status } = await ended(await start(sql));
      assert.equal(Status?.State, 'FAILED', sql);
      return Status.StateChangeReason ?? '';
    },
    put: async (Key, Body) => {
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
    },
    keys: async (Prefix) => {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'data', Prefix }));
      return (Contents ?? []).map(({ Key = '' }) => Key);
    },
    text: async (key) => {
      const body = await bytes(key);
      return Buffer.from(key.endsWith('.gz') ? gunzipSync(body) : body).toString('utf8');
    },
    close: async () => {
      athena.destroy();
      s3.destroy();
      await account.close();
    },
  };
}
