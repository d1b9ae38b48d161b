import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Practice } from '../../src/launch/launchPractice.ts';
import {
  Acknowledged,
  bucketLike,
  countRows,
  makeNumbers,
  rowsOfNumbers,
  runQuery,
  seed,
  workAndKill,
  type Work,
} from '../support/killing.ts';
import { clientOf, makeStore, type TestStore } from '../support/practiceProcess.ts';

const whole = [String(rowsOfNumbers), String(rowsOfNumbers)];

describe(`an account whose process is killed while it computes (SEED=${seed})`, function () {
  this.timeout(180_000);
  let store: TestStore;
  let first: Practice;
  let results: string;
  beforeEach(async () => {
    store = makeStore();
    first = await store.launch();
    results = await bucketLike(new S3(clientOf(first)), 'datalake-athena-query-results-');
    await makeNumbers(first);
  });
  afterEach(() => store.remove());

  it('serves the rows of every table that a CTAS finished, and ends the others as failed', async () => {
    const tables = new Acknowledged();
    const select: Work = async (practice) => {
      const athena = new Athena(clientOf(practice));
      for (;;) {
        const [name = ''] = tables.next(1);
        const { State, StateChangeReason } = await runQuery(
          athena,
          results,
          `CREATE TABLE ${name} WITH (format = 'PARQUET', external_location = 's3://${results}/made/${name}/')
             AS SELECT n, x FROM numbers`,
        );
        assert.equal(State, 'SUCCEEDED', StateChangeReason);
        tables.acknowledge([name]);
      }
    };
    await workAndKill(store, 4, tables, [select, select]);

    const athena = new Athena(clientOf(await store.launch({ pace: 0 })));
    assert.ok(tables.names.length > 0);
    for (const name of tables.names) assert.deepEqual(await countRows(athena, results, name), whole, name);
    const { QueryExecutionIds } = await athena.listQueryExecutions();
    const { QueryExecutions = [] } = await athena.batchGetQueryExecution({ QueryExecutionIds });
    const states = new Set(QueryExecutions.map(({ Status }) => Status?.State));
    assert.ok(states.size > 0);
    for (const state of states) assert.match(state ?? '', /^(SUCCEEDED|FAILED)$/);
  });

  it('serves the rows of every job run that succeeded, and ends the others as failed', async () => {
    const runs = new Acknowledged();
    const scripts = 'aws-glue-0123456789';
    const s3 = new S3(clientOf(first));
    await s3.createBucket({ Bucket: scripts });
    await s3.putObject({ Bucket: scripts, Key: 'copy.py', Body: copyScript });
    await new Glue(clientOf(first)).createJob({
      Name: 'copy',
      Role: 'arn:aws:iam::123456789012:role/cmapss-lab-glue',
      GlueVersion: '4.0',
      Command: { Name: 'glueetl', PythonVersion: '3', ScriptLocation: `s3://${scripts}/copy.py` },
    });
    const target = (name: string) => `s3://${results}/runs/${name}/`;
    const copy: Work = async (practice) => {
      const glue = new Glue(clientOf(practice));
      for (;;) {
        const [name = ''] = runs.next(1);
        const { JobRunId: RunId } = await glue.startJobRun({
          JobName: 'copy',
          Arguments: { '--target': target(name) },
        });
        for (;;) {
          const { JobRun } = await glue.getJobRun({ JobName: 'copy', RunId });
          if (JobRun?.JobRunState === 'SUCCEEDED') break;
          assert.match(JobRun?.JobRunState ?? '', /^(STARTING|RUNNING)$/, JobRun?.ErrorMessage);
          await sleep(10);
        }
        runs.acknowledge([name]);
      }
    };
    await workAndKill(store, 3, runs, [copy]);

    const practice = await store.launch({ pace: 0 });
    const athena = new Athena(clientOf(practice));
    for (const name of runs.names) {
      await runQuery(
        athena,
        results,
        `CREATE EXTERNAL TABLE ${name} (n bigint, x double) STORED AS PARQUET LOCATION '${target(name)}'`,
      );
      assert.deepEqual(await countRows(athena, results, name), whole, name);
    }
    const { JobRuns = [] } = await new Glue(clientOf(practice)).getJobRuns({ JobName: 'copy' });
    assert.ok(JobRuns.length > runs.names.length);
    for (const { JobRunState } of JobRuns) assert.match(JobRunState ?? '', /^(SUCCEEDED|FAILED)$/);
  });
});

/** Writes the rows of `numbers` to the target it is given. */
const copyScript = `
import sys
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

target = getResolvedOptions(sys.argv, ["target"])["target"]
context = GlueContext(SparkContext.getOrCreate())
rows = context.create_dynamic_frame.from_catalog(database="datalake_submissions", table_name="numbers").toDF()
rows.write.parquet(target)
`;
