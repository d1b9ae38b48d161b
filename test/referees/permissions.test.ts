import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { refereePython } from './refereePython.ts';

const run = promisify(execFile);

describe('policies, quotas and settings of buckets, as boto3 reads them', function () {
  this.timeout(120_000);
  let account: TestAccount | undefined;
  let home: string | undefined;
  let told: Record<string, unknown>;

  before(async function () {
    const python = refereePython(this);
    account = await startTestAccount();
    home = mkdtempSync(path.join(os.tmpdir(), 'permissions-'));
    const { endpoint, region, credentials } = account.client;
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const { stdout } = await run(python, [path.resolve('test/referees/permissions_referee.py')], { env });
    told = JSON.parse(stdout) as Record<string, unknown>;
  });
  after(async () => {
    await account?.close();
    if (home !== undefined) rmSync(home, { recursive: true, force: true });
  });

  it('are simulated, page by page, and kept', () => {
    assert.deepEqual(told['decisions'], ['allowed', 'explicitDeny', 'implicitDeny']);
    assert.deepEqual(told['matched'], [['role_r_p'], ['role_r_p'], []]);
    assert.deepEqual(
      [told['kept'], told['conflict'], told['missing']],
      [true, 'DeleteConflict', 'NoSuchEntity'],
    );
  });

  it('are those that were set on a bucket, and a new bucket’s', () => {
    assert.deepEqual([told['bucketPolicy'], told['isPublic']], [true, false]);
    assert.deepEqual(told['tags'], [{ Key: 'k', Value: 'v' }]);
    assert.deepEqual(Object.values(told['blocked'] as object), [true, true, true, true]);
  });

  it('are found by name and by code, with AWS’s default', () => {
    assert.deepEqual(told['quota'], ['L-611FA074', 20, 0]);
    assert.equal(told['noQuota'], 'NoSuchResourceException');
  });
});
