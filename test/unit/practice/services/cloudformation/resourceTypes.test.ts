import assert from 'node:assert/strict';
import { iamTypes } from '../../../../../src/practice/services/cloudformation/resources/iamTypes.ts';
import { s3Types } from '../../../../../src/practice/services/cloudformation/resources/s3Types.ts';
import {
  generatedName,
  openResources,
  typeNamed,
  type TestResources,
} from '../../../../support/resourceContext.ts';

const types = [...s3Types, ...iamTypes];
const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

describe('resource types', () => {
  let resources: TestResources;
  beforeEach(() => {
    resources = openResources();
  });
  afterEach(() => resources.close());

  describe('of S3', () => {
    const bucket = typeNamed(types, 'AWS::S3::Bucket');
    const full = {
      BucketName: 'lab-bucket',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: true },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: false,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: false,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      Tags: [{ Key: 'k', Value: 'v' }],
    };

    it('make, change and delete a bucket with its settings', async () => {
      const id = await resources.make(bucket, full);
      assert.equal(id, 'lab-bucket');
      await resources.holds(bucket, id, full);
      assert.equal((await bucket.attributes?.(id, resources.context))?.['Arn'], 'arn:aws:s3:::lab-bucket');
      const less = { BucketName: 'lab-bucket', PublicAccessBlockConfiguration: { BlockPublicAcls: 'true' } };
      await bucket.update(id, less, full, resources.context);
      await resources.holds(bucket, id, {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: false,
          IgnorePublicAcls: false,
          RestrictPublicBuckets: false,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        Tags: undefined,
      });
      await resources.drop(bucket, id, less);
    });

    it('tag a bucket with its stack, through changes', async () => {
      const id = await resources.make(bucket, full);
      await bucket.update(id, {}, full, resources.context);
      const { tags } = resources.context.objects.settings(id);
      assert.deepEqual(
        tags?.map(({ Key }) => Key),
        ['aws:cloudformation:stack-name', 'aws:cloudformation:stack-id', 'aws:cloudformation:logical-id'],
      );
      assert.equal(tags[1]?.Value, resources.context.stack.id);
    });

    it('make up a name in lower case, and refuse bad names and other keys', async () => {
      assert.equal(await resources.make(bucket, {}), generatedName.toLowerCase());
      const long = bucket.physicalId({}, `${'a'.repeat(80)}-Thing-ABCDEFGHIJKL`);
      assert.match(long, /^a{50}-abcdefghijkl$/);
      await assert.rejects(async () => bucket.create('Bad_Name', {}, resources.context), {
        code: 'InvalidBucketName',
      });
      const byKms = {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      };
      await assert.rejects(async () => bucket.create('lab', { BucketEncryption: byKms }, resources.context), {
        code: 'NotImplemented',
      });
      assert.equal(await bucket.read('lab', resources.context), undefined);
    });

    it('leave a bucket that is not empty, in S3’s words', async () => {
      const id = await resources.make(bucket, {});
      await resources.context.objects.put(id, 'k', 'x');
      await assert.rejects(async () => bucket.delete(id, {}, resources.context), {
        code: 'BucketNotEmpty',
        message: 'The bucket you tried to delete is not empty',
      });
    });

    it('make, change and delete a bucket’s policy', async () => {
      const Bucket = await resources.make(bucket, {});
      const policy = typeNamed(types, 'AWS::S3::BucketPolicy');
      const deny = (Sid: string) => ({
        Version: '2012-10-17',
        Statement: [
          {
            Sid,
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [`arn:aws:s3:::${Bucket}/*`],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      });
      const properties = { Bucket, PolicyDocument: deny('a') };
      assert.equal(await resources.make(policy, properties), Bucket);
      await resources.holds(policy, Bucket, properties);
      const changed = { Bucket, PolicyDocument: deny('b') };
      await policy.update(Bucket, changed, properties, resources.context);
      await resources.holds(policy, Bucket, changed);
      await assert.rejects(
        policy.update(Bucket, { Bucket, PolicyDocument: {} }, changed, resources.context),
        {
          code: 'MalformedPolicy',
        },
      );
      await resources.drop(policy, Bucket, changed);
      await resources.drop(policy, 'no-such-bucket', changed);
    });
  });

  describe('of IAM', () => {
    const role = typeNamed(types, 'AWS::IAM::Role');
    const full = {
      RoleName: 'r',
      Path: '/lab/',
      AssumeRolePolicyDocument: trust('glue.amazonaws.com'),
      Description: 'd',
      MaxSessionDuration: 7200,
      Policies: [
        { PolicyName: 'z', PolicyDocument: allow('s3:GetObject') },
        { PolicyName: 'a', PolicyDocument: allow('s3:PutObject') },
      ],
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/Z', 'arn:aws:iam::aws:policy/A'],
      Tags: [{ Key: 'k', Value: 'v' }],
    };

    it('make a role with its policies in the template’s order, change it, and delete it with them', async () => {
      const id = await resources.make(role, full);
      await resources.holds(role, id, full);
      const found = await role.attributes?.(id, resources.context);
      assert.equal(found?.['Arn'], 'arn:aws:iam::123456789012:role/lab/r');
      assert.match(found['RoleId'] ?? '', /^AROA/);
      const changed = {
        RoleName: 'r',
        Path: '/lab/',
        AssumeRolePolicyDocument: trust('ec2.amazonaws.com'),
        Policies: [
          { PolicyName: 'a', PolicyDocument: allow('s3:ListBucket') },
          { PolicyName: 'new', PolicyDocument: allow('s3:GetObject') },
        ],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/A'],
      };
      await role.update(id, changed, full, resources.context);
      await resources.holds(role, id, {
        ...changed,
        Description: undefined,
        MaxSessionDuration: 3600,
        Tags: undefined,
      });
      await resources.drop(role, id, changed);
    });

    it('do not delete a role with policies that others gave it', async () => {
      const id = await resources.make(role, full);
      await resources.context.call('iam', 'AttachRolePolicy', {
        RoleName: id,
        PolicyArn: 'arn:aws:iam::aws:policy/Other',
      });
      await assert.rejects(role.delete(id, full, resources.context), { code: 'DeleteConflict' });
    });

    it('make up names that are short enough', () => {
      const name = role.physicalId({}, `${'s'.repeat(60)}-SageMakerRole-ABCDEFGHIJKL`);
      assert.equal(name.length, 64);
      assert.match(name, /-ABCDEFGHIJKL$/);
    });

    it('make an instance profile, give it another role, and delete it', async () => {
      const profile = typeNamed(types, 'AWS::IAM::InstanceProfile');
      await resources.make(role, full);
      await resources.context.call('iam', 'CreateRole', {
        RoleName: 's',
        AssumeRolePolicyDocument: JSON.stringify(trust('ec2.amazonaws.com')),
      });
      const id = await resources.make(profile, { Roles: ['r'] });
      assert.equal(id, generatedName);
      await resources.holds(profile, id, { Roles: ['r'], Path: '/' });
      await profile.update(id, { Roles: ['s'] }, { Roles: ['r'] }, resources.context);
      await resources.holds(profile, id, { Roles: ['s'] });
      assert.equal(
        (await profile.attributes?.(id, resources.context))?.['Arn'],
        `arn:aws:iam::123456789012:instance-profile/${id}`,
      );
      await resources.drop(profile, id, { Roles: ['s'] });
    });
  });
});
