import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type GetObjectCommandInput,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const Bucket = 'lab';

describe('S3 objects', () => {
  let account: TestAccount;
  let s3: S3Client;
  const put = (Key: string, Body: string | Uint8Array = Key) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const text = async (input: Partial<GetObjectCommandInput> & { Key: string }) =>
    (await s3.send(new GetObjectCommand({ Bucket, ...input }))).Body!.transformToString();

  before(async () => {
    account = await startTestAccount();
    s3 = new S3Client(account.client);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  after(() => account.close());

  it('keep their bytes under any key that S3 allows, also over a restart', async () => {
    const keys = [
      'a',
      'a/',
      'a/b',
      '.',
      '..',
      '../x',
      '/',
      '//',
      'x//y',
      'a b+c%2F',
      'a?b&c=d#e',
      'ä€😀',
      "it's(*)!~",
    ];
    keys.push('é'.repeat(512), 'dir/', 'CASE', 'case');
    for (const key of keys) await put(key);
    await account.restart();
    for (const key of keys) assert.equal(await text({ Key: key }), key);
    const { Contents: contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    assert.deepEqual(
      contents.map(({ Key }) => Key),
      [...keys].sort(byBytes),
    );
  });

  it('have keys of at most 1,024 bytes', async () => {
    await assert.rejects(put(`${'é'.repeat(512)}x`), { name: 'KeyTooLongError', Size: '1025' });
  });

  it('come back with the headers and metadata they were put with', async () => {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'described',
        Body: 'x',
        ContentType: 'text/csv',
        ContentEncoding: 'gzip',
        CacheControl: 'no-cache',
        ContentDisposition: 'attachment',
        Metadata: { engine: '7', empty: '' },
      }),
    );
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'described' }));
    assert.equal(head.ContentType, 'text/csv');
    assert.equal(head.ContentEncoding, 'gzip');
    assert.equal(head.CacheControl, 'no-cache');
    assert.equal(head.ContentDisposition, 'attachment');
    assert.deepEqual(head.Metadata, { engine: '7', empty: '' });
    assert.equal(head.ContentLength, 1);
    assert.equal(head.ETag, '"9dd4e461268c8034f5c8564e155c67a6"');
    const plain = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    assert.equal(plain.ContentType, 'application/octet-stream');
  });

  it('are sent in ranges', async () => {
    await put('digits', '0123456789');
    assert.equal(await text({ Key: 'digits', Range: 'bytes=2-4' }), '234');
    assert.equal(await text({ Key: 'digits', Range: 'bytes=-2' }), '89');
    const part = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range: 'bytes=7-20' }));
    assert.deepEqual([part.$metadata.httpStatusCode, part.ContentRange], [206, 'bytes 7-9/10']);
    await assert.rejects(text({ Key: 'digits', Range: 'bytes=10-' }), {
      name: 'InvalidRange',
      ActualObjectSize: '10',
    });
    const large = Buffer.alloc(1_000_000, 'abcdefg');
    await put('large', large);
    assert.equal(
      await text({ Key: 'large', Range: 'bytes=400000-700000' }),
      large.toString('utf8', 400_000, 700_001),
    );
  });

  it('are sent on the reader’s conditions', async () => {
    const { ETag: etag } = await put('conditional', 'x');
    const past = new Date(Date.now() - 60_000);
    const coming = new Date(Date.now() + 60_000);
    const Key = 'conditional';
    assert.equal(await text({ Key, IfMatch: etag, IfUnmodifiedSince: past }), 'x');
    assert.equal(await text({ Key, IfModifiedSince: past }), 'x');
    assert.equal(await text({ Key, IfNoneMatch: '"other"', IfModifiedSince: coming }), 'x');
    await assert.rejects(text({ Key, IfMatch: '"other"' }), {
      name: 'PreconditionFailed',
      Condition: 'If-Match',
    });
    await assert.rejects(text({ Key, IfUnmodifiedSince: past }), { name: 'PreconditionFailed' });
    const notModified = (error: { $metadata: { httpStatusCode: number } }) =>
      error.$metadata.httpStatusCode === 304;
    await assert.rejects(text({ Key, IfNoneMatch: etag }), notModified);
    await assert.rejects(text({ Key, IfModifiedSince: coming }), notModified);
  });

  it('are put on the writer’s conditions, of which one of two writers meets them', async () => {
    const create = (Body: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body, IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled([create('first'), create('second')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(create('third'), { name: 'PreconditionFailed' });
    const replace = (IfMatch: string, Key = 'once') =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: 'replaced', IfMatch }));
    await assert.rejects(replace('"other"'), { name: 'PreconditionFailed' });
    await assert.rejects(replace('"other"', 'nowhere'), { name: 'NoSuchKey' });
    const { ETag: etag = '' } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'once' }));
    await replace(etag);
    assert.equal(await text({ Key: 'once' }), 'replaced');
  });

  for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
    it(`carry their ${algorithm}, from a header or a stream’s trailer`, async () => {
      const body = Buffer.alloc(200_000, algorithm);
      const bodies = [body, Readable.from([body.subarray(0, 70_000), body.subarray(70_000)])];
      for (const Body of bodies) {
        await s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'summed',
            Body,
            ContentLength: body.length,
            ChecksumAlgorithm: ChecksumAlgorithm[algorithm],
          }),
        );
        // The client itself verifies the checksum while it reads.
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' }));
        assert.deepEqual(Buffer.from(await got.Body!.transformToByteArray()), body);
        assert.ok(got[`Checksum${algorithm}`]);
        assert.equal(got.ChecksumType, 'FULL_OBJECT');
        const part = await s3.send(
          new GetObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED', Range: 'bytes=0-9' }),
        );
        assert.equal(part[`Checksum${algorithm}`], undefined);
      }
    });
  }

  it('are refused, and what was there stays, where a checksum differs', async () => {
    await put('guarded', 'kept');
    const bad = { Bucket, Key: 'guarded', Body: 'other' };
    await assert.rejects(s3.send(new PutObjectCommand({ ...bad, ChecksumCRC32: 'AAAAAA==' })), {
      name: 'BadDigest',
    });
    await assert.rejects(s3.send(new PutObjectCommand({ ...bad, ContentMD5: 'rL0Y20zC+Fzt72VPzMSk2A==' })), {
      name: 'BadDigest',
    });
    await assert.rejects(s3.send(new PutObjectCommand({ ...bad, ContentMD5: 'short' })), {
      name: 'InvalidDigest',
    });
    assert.equal(await text({ Key: 'guarded' }), 'kept');
  });

  it('are copied with their description, or with another', async () => {
    const source = 'source ü+%';
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: source,
        Body: 'copied',
        ContentType: 'text/a',
        Metadata: { m: '1' },
      }),
    );
    const CopySource = `/${Bucket}/${encodeURIComponent(source)}`;
    const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    assert.equal(copied.CopyObjectResult?.ETag, '"ac9f7584d3fd6d49faa7bcf5e1ebec1f"');
    const copy = await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
    assert.deepEqual([copy.ContentType, copy.Metadata], ['text/a', { m: '1' }]);
    assert.equal(await text({ Key: 'copy' }), 'copied');
    await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: source,
        CopySource,
        MetadataDirective: 'REPLACE',
        ContentType: 'text/b',
        Metadata: { n: '2' },
      }),
    );
    const replaced = await s3.send(new HeadObjectCommand({ Bucket, Key: source }));
    assert.deepEqual([replaced.ContentType, replaced.Metadata], ['text/b', { n: '2' }]);
    await assert.rejects(s3.send(new CopyObjectCommand({ Bucket, Key: source, CopySource })), {
      name: 'InvalidRequest',
    });
    await assert.rejects(s3.send(new CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/nope` })), {
      name: 'NoSuchKey',
    });
    await assert.rejects(
      s3.send(new CopyObjectCommand({ Bucket, Key: 'c', CopySource, CopySourceIfMatch: '"other"' })),
      { name: 'PreconditionFailed' },
    );
  });

  it('that are not there are named in the error', async () => {
    await assert.rejects(text({ Key: 'no/such <key>' }), {
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      Key: 'no/such <key>',
    });
    await assert.rejects(s3.send(new HeadObjectCommand({ Bucket, Key: 'nope' })), { name: 'NotFound' });
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'k' })), {
      name: 'NoSuchBucket',
      BucketName: 'no-such-bucket',
    });
  });

  it('are refused with what is not done here, by its name', async () => {
    const refused = { name: 'NotImplemented', $fault: 'server' } as const;
    await assert.rejects(
      s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '', ServerSideEncryption: 'aws:kms' })),
      { ...refused, Header: 'x-amz-server-side-encryption' },
    );
    await assert.rejects(
      s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '', Tagging: 'a=b' })),
      refused,
    );
    await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '', ACL: 'public-read' })), {
      name: 'AccessControlListNotSupported',
    });
  });
});
