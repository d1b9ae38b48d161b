import assert from 'node:assert/strict';
import { S3, type Tag } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const Bucket = 'lab';
const policyOf = (statement: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${Bucket}/*`],
        ...statement,
      },
    ],
  });
const noPlainHttp = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

describe('settings of S3 buckets', () => {
  let account: TestAccount;
  let s3: S3;
  beforeEach(async () => {
    account = await startTestAccount();
    s3 = new S3(account.client);
    await s3.createBucket({ Bucket });
  });
  afterEach(() => account.close());

  it('are on a new bucket as AWS has them', async () => {
    const { PublicAccessBlockConfiguration: block } = await s3.getPublicAccessBlock({ Bucket });
    assert.deepEqual(block, {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const { ServerSideEncryptionConfiguration: encryption } = await s3.getBucketEncryption({ Bucket });
    assert.deepEqual(encryption?.Rules, [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ]);
    const { OwnershipControls: controls } = await s3.getBucketOwnershipControls({ Bucket });
    assert.deepEqual(controls?.Rules, [{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    await assert.rejects(s3.getBucketPolicy({ Bucket }), { name: 'NoSuchBucketPolicy' });
    await assert.rejects(s3.getBucketPolicyStatus({ Bucket }), { name: 'NoSuchBucketPolicy' });
    await assert.rejects(s3.getBucketTagging({ Bucket }), { name: 'NoSuchTagSet' });
  });

  it('keep a policy byte for byte, over a restart, until it is deleted', async () => {
    const Policy = `${policyOf({ ...noPlainHttp, Sid: 'üß' })}\n`;
    await s3.putBucketPolicy({ Bucket, Policy });
    await account.restart();
    assert.equal((await s3.getBucketPolicy({ Bucket })).Policy, Policy);
    assert.equal((await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic, false);
    await s3.deleteBucketPolicy({ Bucket });
    await assert.rejects(s3.getBucketPolicy({ Bucket }), { name: 'NoSuchBucketPolicy' });
  });

  it('refuse a public policy while the bucket blocks those, and tell it from others', async () => {
    const open = policyOf({ Effect: 'Allow' });
    await assert.rejects(s3.putBucketPolicy({ Bucket, Policy: open }), {
      name: 'AccessDenied',
      message: /blocked by the BlockPublicPolicy block public access setting/,
    });
    await s3.deletePublicAccessBlock({ Bucket });
    await assert.rejects(s3.getPublicAccessBlock({ Bucket }), {
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
    await s3.putBucketPolicy({ Bucket, Policy: open });
    assert.equal((await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic, true);
    const ofOneAccount = policyOf({
      Effect: 'Allow',
      Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } },
    });
    await s3.putBucketPolicy({ Bucket, Policy: ofOneAccount });
    assert.equal((await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic, false);
  });

  it('refuse what is no policy of the bucket, in S3’s words', async () => {
    const refusals: [string, RegExp][] = [
      ['no', /first byte must be '\{'/],
      ['{', /Syntax errors in policy/],
      [policyOf({ Principal: undefined }), /Missing required field Principal/],
      [policyOf({ Action: undefined }), /Missing required field Action/],
      [policyOf({ Resource: undefined }), /Missing required field Resource/],
      [policyOf({ Action: 'glue:GetTable' }), /Policy has invalid action/],
      [policyOf({ Resource: 'arn:aws:s3:::other/*' }), /Policy has invalid resource/],
      [policyOf({ Effect: 'Maybe' }), /Invalid effect: Maybe/],
      [policyOf({ Sid: 'x'.repeat(21_000) }), /maximum allowed document size/],
    ];
    for (const [Policy, message] of refusals)
      await assert.rejects(s3.putBucketPolicy({ Bucket, Policy }), { name: 'MalformedPolicy', message });
    await assert.rejects(s3.putBucketPolicy({ Bucket: 'none', Policy: policyOf({}) }), {
      name: 'NoSuchBucket',
    });
  });

  it('take what is blocked of public access, all that is left out as open', async () => {
    await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
    const { PublicAccessBlockConfiguration: block } = await s3.getPublicAccessBlock({ Bucket });
    assert.deepEqual(block, {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
  });

  it('encrypt with S3’s own keys, and refuse KMS’s by name', async () => {
    const put = (SSEAlgorithm: 'AES256' | 'aws:kms', more: object = {}) =>
      s3.putBucketEncryption({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...more }, BucketKeyEnabled: true }],
        },
      });
    await put('AES256');
    const keyOf = async () =>
      (await s3.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.BucketKeyEnabled;
    assert.equal(await keyOf(), true);
    await assert.rejects(put('aws:kms'), { name: 'NotImplemented', message: /with aws:kms/ });
    await assert.rejects(put('AES256', { KMSMasterKeyID: 'k' }), { name: 'InvalidArgument' });
    await assert.rejects(
      s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules: [] } }),
      { name: 'MalformedXML' },
    );
    await s3.deleteBucketEncryption({ Bucket });
    assert.equal(await keyOf(), false);
  });

  it('keep ownership controls', async () => {
    const put = (ObjectOwnership: string) =>
      s3.putBucketOwnershipControls({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: ObjectOwnership as 'ObjectWriter' }] },
      });
    await put('ObjectWriter');
    assert.equal(
      (await s3.getBucketOwnershipControls({ Bucket })).OwnershipControls?.Rules?.[0]?.ObjectOwnership,
      'ObjectWriter',
    );
    await assert.rejects(put('Nobody'), { name: 'MalformedXML' });
    await s3.deleteBucketOwnershipControls({ Bucket });
    await assert.rejects(s3.getBucketOwnershipControls({ Bucket }), {
      name: 'OwnershipControlsNotFoundError',
    });
  });

  it('keep tags, the whole set at once', async () => {
    const put = (TagSet: Tag[]) => s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
    await put([{ Key: 'old', Value: '1' }]);
    await put([{ Key: 'a<&', Value: '' }]);
    assert.deepEqual((await s3.getBucketTagging({ Bucket })).TagSet, [{ Key: 'a<&', Value: '' }]);
    const twice = { Key: 'a', Value: '1' };
    await assert.rejects(put([twice, twice]), { name: 'InvalidTag', message: /same key/ });
    await assert.rejects(put([{ Key: 'aws:x', Value: '' }]), { name: 'InvalidTag', message: /System tags/ });
    await assert.rejects(put([{ Key: '', Value: '' }]), { name: 'InvalidTag', message: /TagKey/ });
    await assert.rejects(put([{ Key: 'k', Value: 'v'.repeat(257) }]), {
      name: 'InvalidTag',
      message: /TagValue/,
    });
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await assert.rejects(put(many), { name: 'BadRequest' });
    await s3.deleteBucketTagging({ Bucket });
    await assert.rejects(s3.getBucketTagging({ Bucket }), { name: 'NoSuchTagSet' });
  });

  it('come with a bucket that is created with them, and go with it', async () => {
    const created = {
      Bucket: 'given',
      ObjectOwnership: 'BucketOwnerPreferred' as const,
      CreateBucketConfiguration: { Tags: [{ Key: 'k', Value: 'v' }] },
    };
    await s3.createBucket(created);
    const ownership = async () =>
      (await s3.getBucketOwnershipControls({ Bucket: 'given' })).OwnershipControls?.Rules?.[0]
        ?.ObjectOwnership;
    assert.equal(await ownership(), 'BucketOwnerPreferred');
    assert.deepEqual((await s3.getBucketTagging({ Bucket: 'given' })).TagSet, [{ Key: 'k', Value: 'v' }]);
    await s3.deleteBucket({ Bucket: 'given' });
    await s3.createBucket({ Bucket: 'given' });
    assert.equal(await ownership(), 'BucketOwnerEnforced');
    await assert.rejects(s3.getBucketTagging({ Bucket: 'given' }), { name: 'NoSuchTagSet' });
  });
});
