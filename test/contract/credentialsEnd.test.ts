import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { credentialsOf, type CredentialsSource } from '../../src/aws/credentials.ts';
import { createIdentity } from '../../src/aws/identity.ts';
import { makeAwsFiles, type AwsFiles } from '../support/awsFiles.ts';
import { startJsonServer } from '../support/jsonServer.ts';
import { withEnv } from '../support/withEnv.ts';

const hour = 3_600_000;
const startUrl = 'https://example.awsapps.com/start';
const inAnHour = new Date(Date.now() + hour);
const later = new Date(Date.now() + 2 * hour);

const sso = `sso_account_id = 123456789012
sso_role_name = Attendee`;

describe('when credentials end', () => {
  let files: AwsFiles;
  before(() => {
    files = makeAwsFiles(`[sso-session company]
sso_start_url = ${startUrl}
sso_region = eu-north-1

[profile session]
sso_session = company
${sso}

[profile signed-in]
sso_start_url = ${startUrl}
sso_region = eu-north-1
${sso}

[profile role]
role_arn = arn:aws:iam::123456789012:role/lab
source_profile = signed-in

[profile command]
credential_process = printf '{"Version":1,"AccessKeyId":"ASIACOMMAND000000000","SecretAccessKey":"x","Expiration":"${inAnHour.toISOString()}"}'
`);
  });
  after(() => files.remove());

  const endOf = (source: CredentialsSource, env: Record<string, string | undefined> = {}) =>
    withEnv({ ...files.env, ...env }, async () => {
      const settings = { region: 'us-east-1', credentials: credentialsOf(source, 'us-east-1') };
      const { ends } = await createIdentity(
        new STSClient(settings),
        new IAMClient(settings),
        source,
      ).session();
      return ends?.getTime();
    });
  const ofProfile = (profile: string, env?: Record<string, string>) =>
    endOf({ kind: 'profile', profile }, env);

  /** Serves role credentials that end in an hour, as SSO's portal and STS do. */
  async function withPortal(work: (env: Record<string, string>) => Promise<void>): Promise<void> {
    const keys = { accessKeyId: 'ASIAROLE000000000000', secretAccessKey: 'x', sessionToken: 'y' };
    const portal = await startJsonServer((asked) =>
      asked.startsWith('GET')
        ? { roleCredentials: { ...keys, expiration: inAnHour.getTime() } }
        : `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${keys.accessKeyId}</AccessKeyId>
           <SecretAccessKey>x</SecretAccessKey><SessionToken>y</SessionToken>
           <Expiration>${inAnHour.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
    try {
      await work({ AWS_ENDPOINT_URL_SSO: portal.address, AWS_ENDPOINT_URL_STS: portal.address });
    } finally {
      await portal.close();
    }
  }

  it('is told of keys that were pasted', async () => {
    const keys = { accessKeyId: 'ASIAPASTED0000000000', secretAccessKey: 'x', sessionToken: 'y' };
    assert.equal(
      await endOf({ kind: 'keys', keys: { ...keys, expires: inAnHour.getTime() } }),
      inAnHour.getTime(),
    );
    assert.equal(await endOf({ kind: 'keys', keys }), undefined);
  });

  it('is told of keys in the environment that say so', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'ASIAENVIRONMENT00000',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_SESSION_TOKEN: 'y',
      AWS_CREDENTIAL_EXPIRATION: inAnHour.toISOString(),
    };
    assert.equal(await endOf({ kind: 'machine' }, env), inAnHour.getTime());
    assert.equal(await endOf({ kind: 'usual' }, env), inAnHour.getTime());
  });

  it("is not told of a machine's role, or of what a command prints: both are got anew", async () => {
    const container = await startJsonServer(() => ({
      AccessKeyId: 'ASIACONTAINER0000000',
      SecretAccessKey: 'x',
      Token: 'y',
      Expiration: inAnHour.toISOString(),
    }));
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.address}/role` };
    const end = await endOf({ kind: 'machine' }, env).finally(() => container.close());
    assert.equal(end, undefined);
    assert.equal(await ofProfile('command'), undefined);
  });

  it('is the end of the sign-in for SSO that nothing prolongs, and for a role that is taken on with it', () =>
    withPortal(async (env) => {
      files.signIn(startUrl, { accessToken: 'token', expiresAt: later });
      assert.equal(await ofProfile('signed-in', env), later.getTime());
      assert.equal(await ofProfile('role', env), later.getTime());
      assert.equal(await endOf({ kind: 'usual' }, { ...env, AWS_PROFILE: 'signed-in' }), later.getTime());
    }));

  it('is that of the credentials where they outlive the sign-in', () =>
    withPortal(async (env) => {
      files.signIn(startUrl, { accessToken: 'token', expiresAt: new Date(Date.now() + hour / 2) });
      assert.equal(await ofProfile('signed-in', env), inAnHour.getTime());
    }));

  it('is not told of an SSO session whose token is refreshed, and is of one without', () =>
    withPortal(async (env) => {
      files.signIn('company', { accessToken: 'token', expiresAt: later, refreshToken: 'refresh' });
      assert.equal(await ofProfile('session', env), undefined);
      files.signIn('company', { accessToken: 'token', expiresAt: later });
      assert.equal(await ofProfile('session', env), later.getTime());
    }));
});
