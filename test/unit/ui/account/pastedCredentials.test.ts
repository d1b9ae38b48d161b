import assert from 'node:assert/strict';
import { readPastedCredentials } from '../../../../src/ui/account/pastedCredentials.ts';

const id = 'ASIAQ7XJ2MPLK5RTVW3N';
const secret = 'abcDEF123/+abcDEF123/+abcDEF123/+abcDEF1';
const token = `IQoJb3JpZ2luX2VjE${'Aa0/+'.repeat(60)}==`;
const credentials = { accessKeyId: id, secretAccessKey: secret, sessionToken: token };

const bash = `export AWS_DEFAULT_REGION="us-west-2"
export AWS_ACCESS_KEY_ID="${id}"
export AWS_SECRET_ACCESS_KEY="${secret}"
export AWS_SESSION_TOKEN="${token}"
`;

const read = (text: string): unknown => {
  const pasted = readPastedCredentials(text);
  return 'credentials' in pasted ? pasted.credentials : pasted.problem;
};

describe('pasted credentials are read from', () => {
  it("bash's exports, with the region that stands there", () => {
    assert.deepEqual(readPastedCredentials(bash), { credentials, region: 'us-west-2' });
    assert.deepEqual(read(bash.replaceAll('"', '')), credentials);
    assert.deepEqual(read(bash.replaceAll('"', "'")), credentials);
    assert.deepEqual(read(bash.replaceAll('\n', ' && ')), credentials);
  });

  it('exports in one line, as a field of one line leaves them', () => {
    assert.deepEqual(read(bash.replaceAll('\n', ' ')), credentials);
    assert.deepEqual(read(bash.replaceAll('\n', '')), credentials);
  });

  it("PowerShell's variables", () => {
    assert.deepEqual(
      read(
        `$Env:AWS_ACCESS_KEY_ID="${id}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$env:AWS_SESSION_TOKEN = '${token}'\r\n`,
      ),
      credentials,
    );
  });

  it("cmd's variables", () => {
    const lines = [
      `SET AWS_ACCESS_KEY_ID=${id}`,
      `SET AWS_SECRET_ACCESS_KEY=${secret}`,
      `set AWS_SESSION_TOKEN=${token}`,
    ];
    assert.deepEqual(read(lines.join('\r\n')), credentials);
    assert.deepEqual(
      read(lines.map((line) => line.replace(/set (.*)/i, 'set "$1"')).join('\n')),
      credentials,
    );
  });

  it('a block of an ini file', () => {
    const block = `[123456789012_Lab]\r\naws_access_key_id=${id}\r\naws_secret_access_key = ${secret}\r\naws_session_token=${token}\r\nregion = eu-west-1`;
    assert.deepEqual(readPastedCredentials(block), { credentials, region: 'eu-west-1' });
  });

  it('JSON, of the AWS CLI or flat, with the time of their end', () => {
    const flat = {
      Version: 1,
      AccessKeyId: id,
      SecretAccessKey: secret,
      SessionToken: token,
      Expiration: '2030-01-02T03:04:05+00:00',
    };
    const expected = { ...credentials, expires: Date.UTC(2030, 0, 2, 3, 4, 5) };
    assert.deepEqual(read(JSON.stringify(flat)), expected);
    assert.deepEqual(read(JSON.stringify({ Credentials: flat }, undefined, 4)), expected);
    assert.deepEqual(
      read(JSON.stringify({ accessKeyId: id, secretAccessKey: secret, sessionToken: token })),
      credentials,
    );
    const { AccessKeyId, SecretAccessKey, Expiration } = flat;
    assert.deepEqual(
      read(JSON.stringify({ AccessKeyId, SecretAccessKey, Token: token, Expiration })),
      expected,
    );
  });

  it('keys of a user, which have no token', () => {
    const user = 'AKIAQ7XJ2MPLK5RTVW3N';
    assert.deepEqual(read(`AWS_ACCESS_KEY_ID=${user}\nAWS_SECRET_ACCESS_KEY=${secret}`), {
      accessKeyId: user,
      secretAccessKey: secret,
    });
  });
});

describe('pasted text that holds no usable credentials is refused', () => {
  it('in a sentence that says what to do and shows nothing of it', () => {
    const refused: [text: string, problem: RegExp][] = [
      ['', /no AWS credentials/],
      ['aws configure sso', /no AWS credentials/],
      [`export AWS_ACCESS_KEY_ID=${id}`, /secret access key is missing/],
      [`export AWS_SECRET_ACCESS_KEY=${secret}`, /access key id is missing/],
      [bash.replace(/.*TOKEN.*\n/, ''), /session token is missing/],
      [bash.replace(secret, secret.slice(0, 12)), /cut off/],
      [bash.replace(id, 'asia-my-key'), /access key id has not the form/],
      [`${bash}${bash.replace(id, id.replace('Q', 'Z'))}`, /more than one account/],
    ];
    for (const [text, problem] of refused) {
      const said = read(text);
      assert.ok(typeof said === 'string', text);
      assert.match(said, problem);
      for (const part of [id, secret, token]) assert.ok(!said.includes(part.slice(0, 8)), said);
    }
  });

  it('but the same lines twice are one account', () => {
    assert.deepEqual(read(`${bash}\n${bash}`), credentials);
  });
});
