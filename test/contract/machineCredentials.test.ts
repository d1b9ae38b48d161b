import assert from 'node:assert/strict';
import { credentialsOf } from '../../src/aws/credentials.ts';
import { makeAwsFiles, type AwsFiles } from '../support/awsFiles.ts';
import { startJsonServer } from '../support/jsonServer.ts';
import { withEnv } from '../support/withEnv.ts';

describe('the credentials that a machine gives', () => {
  let files: AwsFiles;
  before(
    () =>
      (files = makeAwsFiles(
        '[default]\naws_access_key_id = AKIADEFAULT000000000\naws_secret_access_key = nobody\n',
      )),
  );
  after(() => files.remove());
  const keys = (source: Parameters<typeof credentialsOf>[0], env: Record<string, string | undefined>) =>
    withEnv({ ...files.env, ...env }, () => credentialsOf(source, 'us-east-1')());
  const expiring = (accessKeyId: string) => ({
    AccessKeyId: accessKeyId,
    SecretAccessKey: 'secret',
    Token: 'token',
    Code: 'Success',
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  });

  it("are the environment's keys, though a profile is named there", async () => {
    const env = {
      AWS_PROFILE: 'keys',
      AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT00000',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    assert.equal((await keys({ kind: 'machine' }, env)).accessKeyId, 'AKIAENVIRONMENT00000');
  });

  it('are those of the role of a container', async () => {
    const container = await startJsonServer(() => expiring('ASIACONTAINER0000000'));
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.address}/role` };
    assert.equal((await keys({ kind: 'machine' }, env)).accessKeyId, 'ASIACONTAINER0000000');
    await container.close();
  });

  it('are those of the role of an instance, and of no default profile', async () => {
    const instance = await startJsonServer((asked) => {
      if (asked === 'PUT /latest/api/token') return 'session';
      if (asked.endsWith('/security-credentials/')) return 'lab-role';
      return asked.endsWith('/lab-role') ? expiring('ASIAINSTANCE00000000') : undefined;
    });
    const env = {
      AWS_EC2_METADATA_DISABLED: undefined,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.address,
    };
    assert.equal((await keys({ kind: 'machine' }, env)).accessKeyId, 'ASIAINSTANCE00000000');
    assert.equal((await keys({ kind: 'usual' }, env)).accessKeyId, 'AKIADEFAULT000000000');
    await instance.close();
  });
});
