import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const Bucket = 'lab';
const Key = 'parts/ü';
const mebibyte = 1024 * 1024;

describe('S3 multipart uploads', () => {
  let account: TestAccount;
  let s3: S3Client;
  const begin = async (options: Partial<CreateMultipartUploadCommandInput> = {}) =>
    (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...options }))).UploadId!;
  const upload = async (UploadId: string, PartNumber: number, Body: Uint8Array) => {
    const { ETag, ...rest } = await s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }),
    );
    const { ChecksumCRC32 } = rest;
    return { PartNumber, ...(ETag ? { ETag } : {}), ...(ChecksumCRC32 ? { ChecksumCRC32 } : {}) };
  };
  const complete = (UploadId: string, Parts: CompletedPart[]) =>
    s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const partFiles = () => readdirSync(path.join(account.folder, 'uploads'));

  before(async () => {
    account = await startTestAccount();
    s3 = new S3Client(account.client);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  after(() => account.close());

  it('become one object, also over a restart', async () => {
    const first = Buffer.alloc(5 * mebibyte, 'first');
    const last = Buffer.from('the end');
    const id = await begin({ ContentType: 'text/plain', Metadata: { m: '1' }, ChecksumAlgorithm: 'CRC32' });
    const two = await upload(id, 7, last);
    await account.restart();
    await upload(id, 2, Buffer.from('replaced'));
    const one = await upload(id, 2, first);
    const done = await complete(id, [one, two]);
    const md5s = [first, last].map((part) => createHash('md5').update(part).digest());
    const etag = `"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-2"`;
    assert.equal(done.ETag, etag);
    assert.match(done.ChecksumCRC32 ?? '', /-2$/);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    assert.deepEqual([got.ContentType, got.Metadata, got.ETag], ['text/plain', { m: '1' }, etag]);
    assert.deepEqual(Buffer.from(await got.Body!.transformToByteArray()), Buffer.concat([first, last]));
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }));
    assert.deepEqual([await part.Body!.transformToString(), part.PartsCount], ['the end', 2]);
    assert.deepEqual(partFiles(), []);
    await assert.rejects(complete(id, [one, two]), { name: 'NoSuchUpload' });
  });

  it('leave no part behind that a killed process wrote but did not record', async () => {
    const before = partFiles();
    writeFileSync(path.join(account.folder, 'uploads', 'unrecorded'), 'half a part');
    await account.restart();
    assert.deepEqual(partFiles(), before);
  });

  it('have a checksum of the whole where it is asked for', async () => {
    const id = await begin({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const body = [Buffer.alloc(5 * mebibyte, 'x'), Buffer.from('y')];
    const parts = [await upload(id, 1, body[0]!), await upload(id, 2, body[1]!)];
    const done = await complete(id, parts);
    assert.equal(done.ChecksumType, 'FULL_OBJECT');
    const { ChecksumCRC32: plain } = await s3.send(
      new PutObjectCommand({ Bucket, Key: 'plain', Body: Buffer.concat(body) }),
    );
    assert.equal(done.ChecksumCRC32, plain);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    assert.equal(head.ChecksumCRC32, plain);
    await assert.rejects(begin({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }), {
      name: 'InvalidRequest',
    });
  });

  it('copy parts from other objects', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: Buffer.alloc(6 * mebibyte, 'abc') }));
    const UploadId = await begin();
    const copy = (PartNumber: number, CopySourceRange?: string) =>
      s3.send(
        new UploadPartCopyCommand({
          Bucket,
          Key,
          UploadId,
          PartNumber,
          CopySource: `${Bucket}/from`,
          ...(CopySourceRange ? { CopySourceRange } : {}),
        }),
      );
    const one = await copy(1);
    const two = await copy(2, 'bytes=0-2');
    await assert.rejects(copy(3, 'bytes=0-99999999'), { name: 'InvalidArgument' });
    await complete(
      UploadId,
      [one, two].map((each, index) => ({ PartNumber: index + 1, ETag: each.CopyPartResult!.ETag! })),
    );
    const end = await s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=-4' }));
    assert.equal(await end.Body!.transformToString(), 'cabc');
  });

  it('are listed with their parts, in pages', async () => {
    const UploadId = await begin();
    for (const number of [1, 3, 5]) await upload(UploadId, number, Buffer.from('x'));
    const first = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
    assert.deepEqual(
      first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
      [
        [1, 1],
        [3, 1],
      ],
    );
    assert.deepEqual([first.IsTruncated, first.NextPartNumberMarker], [true, '3']);
    const rest = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker: '3' }));
    assert.deepEqual(
      rest.Parts?.map(({ PartNumber }) => PartNumber),
      [5],
    );
    const other = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'other' }));
    const one = await s3.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 1 }));
    assert.deepEqual([one.IsTruncated, one.Uploads?.map((each) => each.Key)], [true, ['other']]);
    const next = await s3.send(
      new ListMultipartUploadsCommand({
        Bucket,
        KeyMarker: one.NextKeyMarker,
        UploadIdMarker: one.NextUploadIdMarker,
      }),
    );
    assert.deepEqual(
      next.Uploads?.map((each) => each.UploadId),
      [UploadId],
    );
    const grouped = await s3.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: '/' }));
    assert.deepEqual(grouped.CommonPrefixes, [{ Prefix: 'parts/' }]);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'other', UploadId: other.UploadId }));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    assert.equal((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads, undefined);
    assert.deepEqual(partFiles(), []);
    await assert.rejects(upload(UploadId, 1, Buffer.from('x')), { name: 'NoSuchUpload' });
  });

  it('are completed on the writer’s conditions', async () => {
    const key = 'conditional';
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: 'first' }));
    const UploadId = await begin({ Key: key });
    const { ETag } = await s3.send(
      new UploadPartCommand({ Bucket, Key: key, UploadId, PartNumber: 1, Body: 'second' }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const named = { Bucket, Key: key, UploadId, MultipartUpload };
    const failed = { name: 'PreconditionFailed' };
    await assert.rejects(s3.send(new CompleteMultipartUploadCommand({ ...named, IfNoneMatch: '*' })), failed);
    await assert.rejects(s3.send(new CompleteMultipartUploadCommand({ ...named, IfMatch: '"x"' })), failed);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    assert.equal(await Body?.transformToString(), 'first');
    await s3.send(new CompleteMultipartUploadCommand(named));
  });

  it('are refused where the parts do not make an object', async () => {
    const id = await begin();
    const one = await upload(id, 1, Buffer.from('small'));
    const two = await upload(id, 2, Buffer.from('end'));
    await assert.rejects(complete(id, [one, two]), {
      name: 'EntityTooSmall',
      PartNumber: '1',
      MinSizeAllowed: '5242880',
    });
    await assert.rejects(complete(id, [two, one]), { name: 'InvalidPartOrder' });
    await assert.rejects(complete(id, [{ ...one, ETag: two.ETag! }]), {
      name: 'InvalidPart',
      PartNumber: '1',
    });
    await assert.rejects(complete(id, [{ PartNumber: 9, ETag: one.ETag! }]), { name: 'InvalidPart' });
    await assert.rejects(complete(id, []), { name: 'MalformedXML' });
    await assert.rejects(upload(id, 10_001, Buffer.from('x')), { name: 'InvalidArgument' });
    assert.ok((await complete(id, [two])).ETag?.endsWith('-1"'));
  });
});
