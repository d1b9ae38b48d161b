import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { settled } from '../support/stackAccount.ts';

describe('CloudFormation after updates that failed and were left so', () => {
  let account: TestAccount;
  let client: CloudFormation;
  before(async () => {
    account = await startTestAccount();
    client = new CloudFormation(account.client);
  });
  after(() => account.close());
  afterEach(async () => {
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    await client.deleteStack({ StackName: 's' });
    assert.equal(
      await settled(client, stack?.StackId ?? ''),
      'DELETE_COMPLETE',
      'nothing of it is in the way',
    );
  });

  const document = (Action: unknown) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });
  /** A role with policies of these names, and a bucket, which may have a name that S3 does not take. */
  const template = (policies: readonly string[], bucket = 'retried-bucket') =>
    JSON.stringify({
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'retried',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' },
              ],
            },
            Policies: policies.map((PolicyName) => ({
              PolicyName,
              PolicyDocument: PolicyName === 'bad' ? {} : document('s3:GetObject'),
            })),
            Tags: policies.map((Key) => ({ Key, Value: 'v' })),
          },
        },
        Bucket: { Type: 'AWS::S3::Bucket', DependsOn: 'Role', Properties: { BucketName: bucket } },
      },
    });
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const create = async (TemplateBody: string) => {
    await client.createStack({ StackName: 's', TemplateBody, Capabilities });
    assert.equal(await settled(client, 's'), 'CREATE_COMPLETE');
  };
  const update = async (TemplateBody: string) => {
    await client.updateStack({ StackName: 's', TemplateBody, Capabilities, DisableRollback: true });
    return settled(client, 's');
  };
  const onRole = async () => {
    const iam = new IAM(account.client);
    const { PolicyNames } = await iam.listRolePolicies({ RoleName: 'retried' });
    const { Tags = [] } = await iam.listRoleTags({ RoleName: 'retried' });
    const own = Tags.filter(({ Key = '' }) => !Key.startsWith('aws:')).map(({ Key }) => Key);
    return { PolicyNames, own };
  };

  it('leaves nothing of what failed on a resource that the next one changes', async () => {
    await create(template(['first']));
    assert.equal(await update(template(['second', 'bad'])), 'UPDATE_FAILED');
    assert.deepEqual((await onRole()).PolicyNames, ['second']);
    assert.equal(await update(template(['third'])), 'UPDATE_COMPLETE');
    assert.deepEqual(await onRole(), { PolicyNames: ['third'], own: ['third'] });
  });

  it('leaves nothing of what was done before another resource failed', async () => {
    await create(template(['first']));
    assert.equal(await update(template(['second'], 'No..Good')), 'UPDATE_FAILED');
    assert.equal(await update(template(['third'], 'retried-other')), 'UPDATE_COMPLETE');
    assert.deepEqual(await onRole(), { PolicyNames: ['third'], own: ['third'] });
  });

  it('goes back to the resource that was there where its replacement failed', async () => {
    await create(template(['first']));
    assert.equal(await update(template(['first'], 'No..Good')), 'UPDATE_FAILED');
    assert.equal(await update(template(['first'])), 'UPDATE_COMPLETE');
    const { StackResources: [bucket] = [] } = await client.describeStackResources({
      StackName: 's',
      LogicalResourceId: 'Bucket',
    });
    assert.equal(bucket?.PhysicalResourceId, 'retried-bucket');
    assert.equal(bucket.ResourceStatus, 'UPDATE_COMPLETE');
  });

  it('takes back all of several tries', async () => {
    await create(template(['first']));
    assert.equal(await update(template(['second', 'bad'])), 'UPDATE_FAILED');
    assert.equal(await update(template(['bad', 'third'])), 'UPDATE_FAILED');
    await client.rollbackStack({ StackName: 's' });
    assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(await onRole(), { PolicyNames: ['first'], own: ['first'] });
  });

  it('deletes a resource with all that several tries have left on it', async () => {
    await create(template(['first']));
    assert.equal(await update(template(['second', 'bad'])), 'UPDATE_FAILED');
    assert.equal(await update(template(['bad', 'third'])), 'UPDATE_FAILED');
  });
});
