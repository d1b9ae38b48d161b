import * as firehose from '@aws-sdk/client-firehose';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import http from 'node:http';
import { startWireServer, wireCredentials as credentials, type WireServer } from '../support/wireServer.ts';

describe('the practice account, asked by a caller', () => {
  let wire: WireServer;
  before(async () => {
    wire = await startWireServer();
  });
  after(() => wire.close());

  const firehoseClient = (changes?: object) => new firehose.Firehose(wire.settings(changes));

  it('refuses a wrong secret, an unknown key and another region with the errors of each family', async () => {
    const wrong = { credentials: { ...credentials, secretAccessKey: 'other' } };
    const unknown = { credentials: { ...credentials, accessKeyId: 'AKIAOTHER' } };
    await assert.rejects(firehoseClient(wrong).listDeliveryStreams(), { name: 'InvalidSignatureException' });
    await assert.rejects(firehoseClient(unknown).listDeliveryStreams(), {
      name: 'UnrecognizedClientException',
    });
    await assert.rejects(new STS(wire.settings(wrong)).getCallerIdentity(), {
      name: 'SignatureDoesNotMatch',
    });
    await assert.rejects(new STS(wire.settings(unknown)).getCallerIdentity(), {
      name: 'InvalidClientTokenId',
    });
    await assert.rejects(firehoseClient({ region: 'eu-west-1' }).listDeliveryStreams(), {
      name: 'InvalidSignatureException',
      message: /not 'eu-west-1'/,
    });
  });

  it('refuses a clock that is off; the Date header of its refusal corrects the client', async () => {
    const client = new STS(wire.settings({ systemClockOffset: 3_600_000 }));
    await assert.rejects(client.getCallerIdentity(), { name: 'SignatureDoesNotMatch' });
    assert.equal((await client.getCallerIdentity()).Account, '123456789012');
  });

  it('serves localhost as well, and no other name', async () => {
    const { Account } = await new STS(
      wire.settings({ endpoint: `http://localhost:${wire.port}` }),
    ).getCallerIdentity();
    assert.equal(Account, '123456789012');
    for (const host of [
      'evil.example',
      `evil.example:${wire.port}`,
      `127.0.0.1.evil.example:${wire.port}`,
      '127.0.0.1',
      `127.0.0.1:${wire.port + 1}`,
    ]) {
      const { status, body } = await plainRequest(wire.port, { host });
      assert.equal(status, 403, host);
      assert.match(body, /Host header/);
    }
  });

  it('refuses what is not signed, in the form its sender reads', async () => {
    const json = await plainRequest(wire.port, { 'x-amz-target': 'AWSGlue.GetTable' });
    assert.equal(json.status, 400);
    assert.match(json.body, /"__type":"MissingAuthenticationTokenException"/);
    const form = await plainRequest(wire.port, { 'content-type': 'application/x-www-form-urlencoded' });
    assert.equal(form.status, 403);
    assert.match(form.body, /<Code>MissingAuthenticationToken<\/Code>/);
    const bare = await plainRequest(wire.port, {});
    assert.equal(bare.status, 403);
    assert.match(bare.body, /<Error><Code>AccessDenied<\/Code>/);
    const put = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.match((await plainRequest(wire.port, put, '/bucket/key')).body, /<Code>AccessDenied<\/Code>/);
  });

  it('refuses Signature Version 2 as the regions of S3 do that never had it', async () => {
    const refused = [
      plainRequest(wire.port, { authorization: 'AWS AKIAPRACTICE00000000:c2lnbmF0dXJl' }, '/b/k'),
      plainRequest(wire.port, {}, '/b/k?AWSAccessKeyId=AKIAPRACTICE00000000&Signature=s&Expires=2000000000'),
    ];
    for (const { status, body } of await Promise.all(refused)) {
      assert.equal(status, 400);
      assert.match(
        body,
        /<Code>InvalidRequest<\/Code><Message>The authorization mechanism .* AWS4-HMAC-SHA256\./,
      );
    }
  });

  it('refuses a service that the account does not have', async () => {
    await assert.rejects(new S3({ ...wire.settings(), forcePathStyle: true }).listBuckets(), {
      name: 'UnknownOperationException',
    });
  });
});

function plainRequest(
  port: number,
  headers: Record<string, string>,
  path = '/',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', method: 'POST', path, headers, agent: false },
      (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        reply.once('end', () => resolve({ status: reply.statusCode ?? 0, body }));
      },
    );
    request.once('error', reject);
    request.end();
  });
}
