import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { createAccounts } from '../../src/accounts/openAccount.ts';
import { explainOpening } from '../../src/lab/explain/opening.ts';
import type { AccountChoice, AwsCall, OpenAccount, OpenOptions } from '../../src/lab/ports/accounts.ts';
import { makeAwsFiles, type AwsFiles } from '../support/awsFiles.ts';
import { startJsonServer } from '../support/jsonServer.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { withEnv } from '../support/withEnv.ts';

const startUrl = 'https://example.awsapps.com/start';

const profile = (name: string): AccountChoice => ({ kind: 'profile', profile: name, region: 'us-east-1' });

describe('accounts of AWS', () => {
  // The practice account stands for AWS: profiles name its address as `endpoint_url`.
  let server: TestAccount;
  let files: AwsFiles;
  const accounts = createAccounts('no program');
  before(async () => {
    server = await startTestAccount();
    const { accessKeyId, secretAccessKey } = server.client.credentials;
    const sso = `sso_start_url = ${startUrl}
sso_region = eu-north-1
sso_account_id = 123456789012
sso_role_name = Attendee`;
    files = makeAwsFiles(
      `[default]
region = sa-east-1
endpoint_url = http://127.0.0.1:9
aws_access_key_id = AKIADEFAULT000000000
aws_secret_access_key = nobody

[profile keys]
region = us-west-2
endpoint_url = ${server.client.endpoint}

[profile wrong]
endpoint_url = ${server.client.endpoint}
aws_access_key_id = AKIAWRONG00000000000
aws_secret_access_key = wrong

[profile role]
endpoint_url = ${server.client.endpoint}
role_arn = arn:aws:iam::123456789012:role/attendee
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/phone

[sso-session company]
${sso.split('\n').slice(0, 2).join('\n')}

[profile signed-in]
region = us-east-1
endpoint_url = ${server.client.endpoint}
${sso}

[profile only-a-region]
region = eu-west-1

[services local]
s3 =
  endpoint_url = http://127.0.0.1:9
`,
      `[keys]
aws_access_key_id = ${accessKeyId}
aws_secret_access_key = ${secretAccessKey}

[of-the-credentials-file]
aws_access_key_id = AKIAOTHER00000000000
aws_secret_access_key = other
`,
    );
  });
  after(async () => {
    files.remove();
    await server.close();
  });

  const inFiles = <T>(work: () => Promise<T>, more: Record<string, string | undefined> = {}): Promise<T> =>
    withEnv({ ...files.env, ...more }, work);
  const open = (choice: AccountChoice, options: Partial<OpenOptions> = {}): Promise<OpenAccount> =>
    accounts.open(choice, { pace: 0, ...options });
  /** In which words a failed opening is told. */
  const refusal = async (choice: AccountChoice, options?: Partial<OpenOptions>) => {
    try {
      (await open(choice, options)).close();
    } catch (error) {
      return explainOpening(error, choice);
    }
    return assert.fail('it was opened');
  };

  it('are listed from both configuration files, SSO marked, without what is no profile', async () => {
    const listed = await inFiles(() => accounts.profiles());
    assert.deepEqual(listed, [
      { name: 'default', region: 'sa-east-1', sso: false },
      { name: 'keys', region: 'us-west-2', sso: false },
      { name: 'wrong', region: undefined, sso: false },
      { name: 'role', region: undefined, sso: false },
      { name: 'signed-in', region: 'us-east-1', sso: true },
      { name: 'of-the-credentials-file', region: undefined, sso: false },
    ]);
    assert.deepEqual(
      await inFiles(() => accounts.profiles(), {
        AWS_CONFIG_FILE: '/nowhere/config',
        AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
      }),
      [],
    );
  });

  it('are opened by profile, whatever profile, keys or address the environment names', async () => {
    const elsewhere = {
      AWS_PROFILE: 'default',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'AKIAELSEWHERE0000000',
      AWS_SECRET_ACCESS_KEY: 'elsewhere',
      AWS_REGION: 'eu-west-3',
    };
    await inFiles(async () => {
      const opened = await open(profile('keys'));
      const { account, practice } = opened;
      assert.equal(account.kind, 'aws');
      assert.equal(account.region, 'us-east-1');
      assert.equal(account.identity.account, '123456789012');
      assert.equal(account.pace, 1);
      assert.equal(practice, undefined);
      assert.deepEqual(await account.ports.buckets.list(), []);
      opened.close();
    }, elsewhere);
  });

  it('tell of each request its name, time and error, and nothing of what is in it', async () => {
    const calls: AwsCall[] = [];
    await inFiles(async () => {
      const opened = await open(profile('keys'), { onCall: (call) => calls.push(call) });
      await assert.rejects(opened.account.ports.jobs.get('no-such-job'));
      opened.close();
    });
    assert.deepEqual(
      calls.map(({ service, operation, error }) => [service, operation, error]),
      [
        ['STS', 'GetCallerIdentity', undefined],
        ['Glue', 'GetJob', 'EntityNotFoundException'],
      ],
    );
    for (const { milliseconds } of calls) assert.ok(Number.isInteger(milliseconds) && milliseconds >= 0);
    assert.ok(!JSON.stringify(calls).includes('no-such-job'));
  });

  it('are over when they are closed', async () => {
    const opened = await inFiles(() => open(profile('keys')));
    opened.close();
    await opened.over;
  });

  it('are opened with an SSO session that somebody has signed in to', async () => {
    const { accessKeyId, secretAccessKey } = server.client.credentials;
    const portal = await startJsonServer(() => ({
      roleCredentials: {
        accessKeyId,
        secretAccessKey,
        sessionToken: 'of-the-portal',
        expiration: Date.now() + 3_600_000,
      },
    }));
    try {
      files.signIn(startUrl, { accessToken: 'token', expiresAt: new Date(Date.now() + 3_600_000) });
      await inFiles(
        async () => {
          const opened = await open(profile('signed-in'));
          assert.equal(opened.account.identity.account, '123456789012');
          await opened.account.ports.buckets.list();
          opened.close();
        },
        { AWS_ENDPOINT_URL_SSO: portal.address },
      );
      // Once for all clients.
      assert.equal(portal.asked.length, 1);
      assert.match(portal.asked[0] ?? '', /^GET \/federation\/credentials\?.*role_name=Attendee/);
    } finally {
      await portal.close();
    }
  });

  it('are opened with a role that wants the code of a device, which is asked for once', async () => {
    const { accessKeyId, secretAccessKey } = server.client.credentials;
    const sts = await startJsonServer(
      () => `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>
        <SessionToken>of-the-role</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>
      </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
    const asked: string[] = [];
    const mfaCode = (device: string): Promise<string> => {
      asked.push(device);
      return Promise.resolve('123456');
    };
    try {
      await inFiles(
        async () => {
          const opened = await open(profile('role'), { mfaCode });
          await opened.account.ports.buckets.list();
          opened.close();
        },
        { AWS_ENDPOINT_URL_STS: sts.address },
      );
      assert.deepEqual(asked, ['arn:aws:iam::123456789012:mfa/phone']);
      assert.equal(sts.asked.length, 1);
    } finally {
      await sts.close();
    }
  });

  it('say that an SSO session has ended, and with which command one signs in', async () => {
    files.signIn(startUrl, { accessToken: 'token', expiresAt: new Date(Date.now() - 1000) });
    const { kind, what, nextAction } = await inFiles(() => refusal(profile('signed-in')));
    assert.equal(kind, 'ssoSessionExpired');
    assert.equal(what, 'The AWS account could not be opened (profile signed-in, us-east-1).');
    assert.match(nextAction, /aws sso login --profile signed-in/);
  });

  it('say that a profile is missing, or has wrong keys', async () => {
    assert.equal((await inFiles(() => refusal(profile('no such')))).kind, 'profileMissing');
    assert.equal((await inFiles(() => refusal(profile('only-a-region')))).kind, 'profileMissing');
    const { kind, original } = await inFiles(() => refusal(profile('wrong')));
    assert.equal(kind, 'credentialsInvalid');
    assert.ok(!original.includes('wrong'), original);
  });

  it('say that pasted credentials are gone', async () => {
    const choice: AccountChoice = { kind: 'pasted', region: 'us-east-1' };
    assert.equal((await inFiles(() => refusal(choice))).kind, 'credentialsMissing');
  });

  it('say that the machine has neither keys nor a role', async () => {
    const choice: AccountChoice = { kind: 'machine', region: 'us-east-1' };
    assert.equal((await inFiles(() => refusal(choice))).kind, 'credentialsMissing');
    // Nothing answers there: no role, and not for the SDK's own reasons.
    const role = await inFiles(() => refusal(choice), {
      AWS_EC2_METADATA_DISABLED: undefined,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9',
    });
    assert.equal(role.kind, 'credentialsMissing');
    assert.match(role.original, /this machine has no role/);
    assert.match(role.why, /in this window's environment, and this machine has no role/);
  });

  it('end an opening whose signal is aborted, though the machine does not answer', async () => {
    const stop = new AbortController();
    // Listens and says nothing, as the metadata address does on machines that have none.
    const silent = createServer(() => stop.abort());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      await inFiles(
        () =>
          assert.rejects(open({ kind: 'machine', region: 'us-east-1' }, { signal: stop.signal }), {
            name: 'AbortError',
          }),
        {
          AWS_EC2_METADATA_DISABLED: undefined,
          AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
        },
      );
    } finally {
      silent.close();
    }
  });
});
