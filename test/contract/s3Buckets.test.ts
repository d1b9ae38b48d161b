import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListBuckets,
  paginateListObjectsV2,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe('S3 buckets', () => {
  let account: TestAccount;
  let s3: S3Client;
  const create = (Bucket: string, LocationConstraint?: string) =>
    s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(LocationConstraint
          ? {
              CreateBucketConfiguration: {
                LocationConstraint: LocationConstraint as BucketLocationConstraint,
              },
            }
          : {}),
      }),
    );

  beforeEach(async () => {
    account = await startTestAccount();
    s3 = new S3Client(account.client);
  });
  afterEach(() => account.close());

  it('are created, also twice as in us-east-1, and last over a restart', async () => {
    assert.equal((await create('lab-a')).Location, '/lab-a');
    await create('lab-a');
    await create('lab-b');
    await account.restart();
    const { Buckets: buckets = [], Owner: owner } = await s3.send(new ListBucketsCommand({}));
    assert.deepEqual(
      buckets.map(({ Name }) => Name),
      ['lab-a', 'lab-b'],
    );
    assert.equal(owner?.ID, '123456789012');
    assert.ok(Math.abs(buckets[0]!.CreationDate!.getTime() - Date.now()) < 60_000);
  });

  it('are listed by prefix and in pages', async () => {
    for (const name of ['logs-1', 'logs-2', 'logs-3', 'other']) await create(name);
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListBuckets({ client: s3, pageSize: 2 }, { Prefix: 'logs' })) {
      pages.push((page.Buckets ?? []).map(({ Name }) => Name));
    }
    assert.deepEqual(pages, [['logs-1', 'logs-2'], ['logs-3']]);
  });

  it('have names by S3’s rules', async () => {
    for (const name of [
      'ab',
      'Upper',
      'under_score',
      '-dash',
      'dot..dot',
      '192.168.0.1',
      'xn--a',
      'b-s3alias',
    ]) {
      await assert.rejects(create(name), { name: 'InvalidBucketName', BucketName: name }, name);
    }
  });

  it('are in us-east-1 and nowhere else', async () => {
    await assert.rejects(create('lab', 'eu-west-1'), { name: 'IllegalLocationConstraintException' });
    await assert.rejects(create('lab', 'us-east-1'), { name: 'InvalidLocationConstraint' });
    await create('lab');
    assert.equal(
      (await s3.send(new GetBucketLocationCommand({ Bucket: 'lab' }))).LocationConstraint,
      undefined,
    );
    assert.equal((await s3.send(new HeadBucketCommand({ Bucket: 'lab' }))).BucketRegion, 'us-east-1');
    await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: 'none' })), { name: 'NotFound' });
  });

  it('are deleted once they are empty', async () => {
    await create('lab');
    await s3.send(new PutObjectCommand({ Bucket: 'lab', Key: 'k', Body: '' }));
    await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: 'lab' })), { name: 'BucketNotEmpty' });
    await s3.send(new DeleteObjectCommand({ Bucket: 'lab', Key: 'k' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'lab' }));
    await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: 'lab' })), { name: 'NoSuchBucket' });
  });

  it('take the uploads that were begun in them away with them', async () => {
    await create('lab');
    await s3.send(new CreateMultipartUploadCommand({ Bucket: 'lab', Key: 'k' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'lab' }));
    await create('lab');
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: 'lab' }));
    assert.deepEqual(Uploads, []);
  });

  it('answer for their settings as a plain bucket does, and refuse others by name', async () => {
    await create('lab');
    const Bucket = 'lab';
    assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, undefined);
    await assert.rejects(s3.send(new GetBucketTaggingCommand({ Bucket })), { name: 'NoSuchTagSet' });
    const { Grants: grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    assert.deepEqual(
      grants?.map(({ Permission, Grantee }) => [Permission, Grantee?.Type]),
      [['FULL_CONTROL', 'CanonicalUser']],
    );
    await assert.rejects(
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })),
      { name: 'NotImplemented', message: 'The practice account does not do S3 PutBucketVersioning.' },
    );
  });

  it('list their objects in pages, in folders and url-encoded', async () => {
    await create('lab');
    const Bucket = 'lab';
    for (const Key of ['a', 'a/1', 'a/2', 'b c+d&<ü', 'z/1']) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
      assert.equal(page.KeyCount, page.Contents?.length);
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    assert.deepEqual(keys, ['a', 'a/1', 'a/2', 'b c+d&<ü', 'z/1']);
    const folders = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', EncodingType: 'url' }));
    assert.deepEqual(
      folders.Contents?.map(({ Key }) => Key),
      ['a', 'b+c%2Bd%26%3C%C3%BC'],
    );
    assert.deepEqual(folders.CommonPrefixes, [{ Prefix: 'a/' }, { Prefix: 'z/' }]);
    const [first] = folders.Contents ?? [];
    assert.deepEqual(
      [first?.Size, first?.ETag, first?.StorageClass],
      [1, '"0cc175b9c0f1b6a831c399e269772661"', 'STANDARD'],
    );
    const later = await s3.send(
      new ListObjectsV2Command({ Bucket, StartAfter: 'a/1', MaxKeys: 1, FetchOwner: true }),
    );
    assert.deepEqual(
      later.Contents?.map(({ Key, Owner }) => [Key, Owner?.ID]),
      [['a/2', '123456789012']],
    );
    const old = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }));
    assert.deepEqual([old.IsTruncated, old.NextMarker], [true, 'a/']);
    const rest = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'a/' }));
    assert.deepEqual(
      [rest.Contents?.map(({ Key }) => Key), rest.CommonPrefixes],
      [['b c+d&<ü'], [{ Prefix: 'z/' }]],
    );
    await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'bad' })), {
      name: 'InvalidArgument',
    });
    await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: -1 })), {
      name: 'InvalidArgument',
    });
  });
});
