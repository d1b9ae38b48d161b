import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { refereeEnv } from './refereeEnv.ts';
import { refereePython } from './refereePython.ts';

const run = promisify(execFile);

/** What the referee prints. */
interface Seen {
  readonly second: string;
  readonly status: string;
  readonly statistics: Readonly<Record<string, number>>;
  readonly edges: readonly string[][];
  readonly crawls: readonly string[];
  readonly jobs: readonly string[][];
}

describe('a workflow run by boto3', function () {
  this.timeout(120_000);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'workflow-'));
  let account: TestAccount | undefined;
  let env: NodeJS.ProcessEnv;
  let python: string;

  before(async function () {
    python = refereePython(this);
    account = await startTestAccount();
    env = refereeEnv(account, scratch);
  });
  after(async () => {
    await account?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('goes from crawler to job to crawler, as it and the AWS CLI see it', async () => {
    const { stdout } = await run(python, [path.resolve('test/referees/workflow_referee.py')], { env });
    const seen = JSON.parse(stdout) as Seen;
    assert.equal(seen.second, 'ConcurrentRunsExceededException');
    assert.equal(seen.status, 'COMPLETED');
    assert.deepEqual([seen.statistics['TotalActions'], seen.statistics['SucceededActions']], [3, 3]);
    assert.deepEqual(seen.edges, [
      ['start', 'before'],
      ['before', 'job'],
      ['job', 'job'],
      ['job', 'last'],
      ['last', 'after'],
    ]);
    assert.deepEqual(seen.crawls, ['SUCCEEDED', 'SUCCEEDED']);
    assert.deepEqual(seen.jobs, [['SUCCEEDED', 'job']]);
    const cli = path.join(path.dirname(python), 'aws');
    const query = ['--query', 'Workflow.LastRun.[Status,Statistics.SucceededActions]', '--output', 'text'];
    const { stdout: shown } = await run(cli, ['glue', 'get-workflow', '--name', 'flow', ...query], { env });
    assert.equal(shown.trim(), 'COMPLETED\t3');
  });
});
