import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const emptyHash = createHash('sha256').digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

describe('S3 on the wire', () => {
  let account: TestAccount;
  let s3: S3Client;
  let port: number;
  before(async () => {
    account = await startTestAccount();
    s3 = new S3Client(account.client);
    port = Number(new URL(account.client.endpoint).port);
    await s3.send(new CreateBucketCommand({ Bucket: 'lab' }));
  });
  after(() => account.close());

  /** Signs as AWS documents it, apart from the account's own code; `chain` makes signatures of chunks. */
  function sign(method: string, path: string, payloadHash: string, extra: Record<string, string> = {}) {
    const { accessKeyId, secretAccessKey } = account.client.credentials;
    const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${timestamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const headers: Record<string, string> = {
      host: `127.0.0.1:${port}`,
      'x-amz-content-sha256': payloadHash,
      'x-amz-date': timestamp,
      ...extra,
    };
    const names = Object.keys(headers).sort();
    const lines = names.map((name) => `${name}:${headers[name]!}\n`).join('');
    const canonical = [method, path, '', lines, names.join(';'), payloadHash].join('\n');
    const hash = createHash('sha256').update(canonical).digest('hex');
    const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
    let signature = hmac(key, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash}`).toString('hex');
    headers['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    const chain = (kind: string, ...hashes: string[]) =>
      (signature = hmac(key, [kind, timestamp, scope, signature, ...hashes].join('\n')).toString('hex'));
    return { headers, chain };
  }

  function send(method: string, path: string, headers: OutgoingHttpHeaders, body: string | Buffer = '') {
    return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
      (resolve, reject) => {
        const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              headers: reply.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      },
    );
  }

  const content = ['first chunk, ', 'second'];
  /** A body of signed chunks; `spoil` changes a chunk after it is signed. */
  function signedChunks(path: string, options: { trailer?: string; spoil?: (chunk: string) => string } = {}) {
    const payload = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${options.trailer ? '-TRAILER' : ''}`;
    const { headers, chain } = sign('PUT', path, payload, {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(content.join('').length),
      ...(options.trailer ? { 'x-amz-trailer': 'x-amz-checksum-crc32' } : {}),
    });
    const chunks = [...content, ''].map((chunk) => {
      const hash = createHash('sha256').update(chunk).digest('hex');
      const signature = chain('AWS4-HMAC-SHA256-PAYLOAD', emptyHash, hash);
      const sent = options.spoil?.(chunk) ?? chunk;
      return `${chunk.length.toString(16)};chunk-signature=${signature}\r\n${chunk && `${sent}\r\n`}`;
    });
    if (options.trailer) {
      const hash = createHash('sha256').update(`x-amz-checksum-crc32:${options.trailer}\n`).digest('hex');
      chunks.push(
        `x-amz-checksum-crc32:${options.trailer}\r\nx-amz-trailer-signature:${chain('AWS4-HMAC-SHA256-TRAILER', hash)}\r\n`,
      );
    }
    return send('PUT', path, headers, `${chunks.join('')}\r\n`);
  }

  it('takes bodies in signed chunks, with and without trailers', async () => {
    assert.equal((await signedChunks('/lab/signed')).status, 200);
    const got = await s3.send(new GetObjectCommand({ Bucket: 'lab', Key: 'signed' }));
    assert.equal(await got.Body!.transformToString(), content.join(''));
    assert.equal(got.ContentEncoding, undefined);
    const { ChecksumCRC32: crc = '' } = await s3.send(
      new PutObjectCommand({ Bucket: 'lab', Key: 'plain', Body: content.join('') }),
    );
    assert.equal((await signedChunks('/lab/trailed', { trailer: crc })).status, 200);
    const head = await s3.send(
      new HeadObjectCommand({ Bucket: 'lab', Key: 'trailed', ChecksumMode: 'ENABLED' }),
    );
    assert.equal(head.ChecksumCRC32, crc);
    assert.match((await signedChunks('/lab/x', { trailer: 'AAAAAA==' })).body, /<Code>BadDigest</);
  });

  it('refuses a chunk that was changed on its way', async () => {
    const spoiled = await signedChunks('/lab/spoiled', {
      spoil: (chunk) => chunk.replace('second', 'Second'),
    });
    assert.equal(spoiled.status, 403);
    assert.match(spoiled.body, /<Code>SignatureDoesNotMatch</);
    await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: 'lab', Key: 'spoiled' })), {
      name: 'NotFound',
    });
  });

  it('refuses a body that is not the one that was signed', async () => {
    const hash = createHash('sha256').update('signed').digest('hex');
    const { headers } = sign('PUT', '/lab/other', hash);
    const reply = await send('PUT', '/lab/other', headers, 'posted');
    assert.equal(reply.status, 400);
    assert.match(reply.body, /<Code>XAmzContentSHA256Mismatch</);
  });

  it('refuses a body whose length is not the one that was said', async () => {
    const extra = { 'x-amz-decoded-content-length': '99' };
    const { headers } = sign('PUT', '/lab/short', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', extra);
    const short = await send('PUT', '/lab/short', headers, '3\r\nabc\r\n0\r\n\r\n');
    assert.match(short.body, /<Code>IncompleteBody</);
    const garbled = await send('PUT', '/lab/short', headers, 'not framed');
    assert.match(garbled.body, /<Code>IncompleteBody</);
    const unsized = sign('PUT', '/lab/unsized', 'UNSIGNED-PAYLOAD');
    const reply = await send(
      'PUT',
      '/lab/unsized',
      { ...unsized.headers, 'transfer-encoding': 'chunked' },
      'x',
    );
    assert.match(reply.body, /<Code>NotImplemented<.*Transfer-Encoding/);
  });

  it('answers on the bucket’s own host, too', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'lab', Key: 'hosted/k', Body: 'by host' }));
    const host = `lab.localhost:${port}`;
    const { headers } = sign('GET', '/hosted/k', emptyHash, { host });
    assert.equal((await send('GET', '/hosted/k', headers)).body, 'by host');
  });

  it('names a request that S3 does not know, and one that it cannot read', async () => {
    const post = sign('POST', '/lab', emptyHash);
    assert.match((await send('POST', '/lab', post.headers)).body, /<Code>MethodNotAllowed</);
    const garbled = sign('GET', '/lab/%ff', emptyHash);
    assert.match((await send('GET', '/lab/%ff', garbled.headers)).body, /<Code>InvalidURI</);
  });

  it('refuses a request without a signature, and leaves the connection in order', async () => {
    const unsigned = await send('PUT', '/lab/unsigned', { 'content-length': 3 }, 'abc');
    assert.equal(unsigned.status, 403);
    assert.match(unsigned.body, /<Code>AccessDenied<.*<HostId>/);
    assert.ok(unsigned.headers['x-amz-id-2']);
  });

  /** Offers a body that is sent only after the go-ahead; returns the reply and whether that came. */
  function offer(path: string, headers: OutgoingHttpHeaders) {
    return new Promise<{ status: number; wasToldToSend: boolean; connection: string }>((resolve, reject) => {
      let wasToldToSend = false;
      const length = { 'content-length': '3', expect: '100-continue' };
      const sent = httpRequest(
        { host: '127.0.0.1', port, method: 'PUT', path, headers: { ...headers, ...length } },
        (reply) => {
          const connection = reply.headers.connection ?? '';
          resolve({ status: reply.statusCode ?? 0, wasToldToSend, connection });
          reply.resume();
          sent.destroy();
        },
      );
      sent.on('continue', () => {
        wasToldToSend = true;
        sent.end('abc');
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });
  }

  it('lets a client send a body that it waits with, once nothing else is to be refused', async () => {
    const { headers } = sign('PUT', '/lab/offered', 'UNSIGNED-PAYLOAD');
    const taken = await offer('/lab/offered', headers);
    assert.deepEqual([taken.status, taken.wasToldToSend], [200, true]);

    const forged = { ...headers, authorization: `${headers['authorization'] ?? ''}0` };
    const nowhere = sign('PUT', '/none/offered', 'UNSIGNED-PAYLOAD').headers;
    const refused = { unsigned: offer('/lab/o', {}), forged: offer('/lab/offered', forged) };
    assert.deepEqual(await refused.unsigned, { status: 403, wasToldToSend: false, connection: 'close' });
    assert.deepEqual(await refused.forged, { status: 403, wasToldToSend: false, connection: 'close' });
    const missing = await offer('/none/offered', nowhere);
    assert.deepEqual(missing, { status: 404, wasToldToSend: false, connection: 'close' });
  });

  it('names each request twice, in headers and in errors', async () => {
    const { headers } = sign('GET', '/lab/none', emptyHash);
    const reply = await send('GET', '/lab/none', headers);
    const [id, hostId] = [reply.headers['x-amz-request-id'], reply.headers['x-amz-id-2']];
    assert.ok(id && hostId);
    assert.ok(reply.body.includes(`<RequestId>${String(id)}</RequestId><HostId>${String(hostId)}</HostId>`));
    const { $metadata } = await s3.send(new HeadObjectCommand({ Bucket: 'lab', Key: 'offered' }));
    assert.ok($metadata.requestId && $metadata.extendedRequestId);
  });
});
