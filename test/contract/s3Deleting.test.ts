import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const Bucket = 'lab';

describe('S3 objects', () => {
  let account: TestAccount;
  let s3: S3Client;
  before(async () => {
    account = await startTestAccount();
    s3 = new S3Client(account.client);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  after(() => account.close());

  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));

  it('are deleted one by one and in batches, whether they are there or not', async () => {
    await Promise.all(['d1', 'd2', 'd3'].map((key) => put(key)));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'd1' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'd1' }));
    const batch = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'd2' }, { Key: 'never <&> there' }] } }),
    );
    assert.deepEqual(batch.Deleted, [{ Key: 'd2' }, { Key: 'never <&> there' }]);
    const quiet = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: 'd3' }] } }),
    );
    assert.equal(quiet.Deleted, undefined);
    const left = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'd' }));
    assert.deepEqual(
      (left.Contents ?? []).filter(({ Key }) => /^d\d$/.test(Key!)),
      [],
    );
    const tooMany = Array.from({ length: 1001 }, (_, index) => ({ Key: String(index) }));
    await assert.rejects(s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: tooMany } })), {
      name: 'MalformedXML',
    });
  });

  it('of a batch are deleted only where the ETag is the one that is named', async () => {
    await Promise.all(['e1', 'e2'].map((key) => put(key)));
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'e1' }));
    const Objects = [
      { Key: 'e1', ETag },
      { Key: 'e2', ETag: '"another"' },
      { Key: 'never there', ETag },
      { Key: 'e2', VersionId: '3' },
    ];
    const reply = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    assert.deepEqual(
      reply.Errors?.map(({ Key, Code }) => [Key, Code]),
      [
        ['e2', 'PreconditionFailed'],
        ['e2', 'NoSuchVersion'],
      ],
    );
    assert.equal(reply.Deleted, undefined);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'e' }));
    assert.deepEqual(
      Contents?.map(({ Key }) => Key).filter((key) => /^e\d$/.test(key!)),
      ['e2'],
    );
    const sized = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'e2', Size: 1 }] } });
    await assert.rejects(s3.send(sized), { name: 'NotImplemented' });
  });
});
