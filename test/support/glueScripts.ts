import assert from 'node:assert/strict';
import { CreateJobCommand, GetJobRunCommand, GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';
import type { JobRun } from '@aws-sdk/client-glue';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount } from './practice.ts';
import { until } from './practiceProcess.ts';

/** What a test runs scripts of Glue jobs with. */
export interface ScriptBench {
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly put: (Bucket: string, Key: string, Body: string) => Promise<unknown>;
  /** Runs a script as the job `name` (made at its first run) until it has ended. */
  run(name: string, script: string, args?: Record<string, string>): Promise<JobRun>;
  /** Runs a script that must succeed, and gives the lines that it prints. */
  printed(name: string, script: string, args?: Record<string, string>): Promise<string[]>;
  close(): Promise<void>;
}

/** What scripts begin with. */
export const prelude = `
import json, sys
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
glue = GlueContext(SparkContext.getOrCreate())
spark = glue.spark_session
job = Job(glue)
job.init(args["JOB_NAME"], args)
`;

const scripts = 'aws-glue-scripts-test';

/** A practice account with these buckets. */
export async function scriptBench(buckets: readonly string[]): Promise<ScriptBench> {
  const account = await startTestAccount();
  const glue = new GlueClient(account.client);
  const s3 = new S3Client(account.client);
  const logs = new CloudWatchLogsClient(account.client);
  for (const Bucket of [scripts, ...buckets]) await s3.send(new CreateBucketCommand({ Bucket }));
  const made = new Set<string>();
  const put = (Bucket: string, Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const run: ScriptBench['run'] = async (name, script, args = {}) => {
    await put(scripts, `${name}.py`, script);
    const Command = { Name: 'glueetl', ScriptLocation: `s3://${scripts}/${name}.py` };
    if (!made.has(name)) await glue.send(new CreateJobCommand({ Name: name, Role: 'role/Glue', Command }));
    made.add(name);
    const { JobRunId } = await glue.send(new StartJobRunCommand({ JobName: name, Arguments: args }));
    const state = async (): Promise<JobRun> =>
      (await glue.send(new GetJobRunCommand({ JobName: name, RunId: JobRunId }))).JobRun!;
    await until('the run ended', async () => (await state()).CompletedOn !== undefined);
    return state();
  };
  return {
    glue,
    s3,
    put,
    run,
    printed: async (name, script, args) => {
      const { Id, JobRunState, ErrorMessage } = await run(name, script, args);
      assert.equal(JobRunState, 'SUCCEEDED', ErrorMessage);
      const stream = { logGroupName: '/aws-glue/jobs/output', logStreamName: Id };
      const { events } = await logs.send(new GetLogEventsCommand(stream)).catch(() => ({ events: [] }));
      return events!.map(({ message }) => message!);
    },
    close: async () => {
      for (const client of [glue, s3, logs]) client.destroy();
      await account.close();
    },
  };
}
