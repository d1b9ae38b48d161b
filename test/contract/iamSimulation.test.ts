import assert from 'node:assert/strict';
import { IAM, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const user = 'arn:aws:iam::123456789012:user/practice';
const role = 'arn:aws:iam::123456789012:role/team/r';
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const read = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::lab/*' };
const secure = { ...read, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const object = 'arn:aws:s3:::lab/a';

describe('IAM simulations', () => {
  let account: TestAccount;
  let iam: IAM;
  beforeEach(async () => {
    account = await startTestAccount();
    iam = new IAM(account.client);
    await iam.createRole({
      RoleName: 'r',
      Path: '/team/',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    });
  });
  afterEach(() => account.close());

  it('allow what has to do with bookmarks only where a statement is about all resources', async () => {
    const actions = ['glue:GetJobBookmark', 'glue:ResetJobBookmark', 'glue:GetJob'];
    const job = 'arn:aws:glue:us-east-1:123456789012:job/calc_rul';
    const decisions = async (resource: string, asked: string) => {
      const PolicyDocument = policy({ Effect: 'Allow', Action: 'glue:*', Resource: resource });
      await iam.putRolePolicy({ RoleName: 'r', PolicyName: 'p', PolicyDocument });
      const { EvaluationResults: results = [] } = await iam.simulatePrincipalPolicy({
        PolicySourceArn: role,
        ActionNames: actions,
        ResourceArns: [asked],
      });
      return results.map((each) => each.EvalDecision);
    };
    assert.deepEqual(await decisions(job, job), ['implicitDeny', 'implicitDeny', 'allowed']);
    assert.deepEqual(await decisions(job, '*'), ['implicitDeny', 'implicitDeny', 'implicitDeny']);
    assert.deepEqual(await decisions('*', job), ['allowed', 'allowed', 'allowed']);
    assert.deepEqual(await decisions('*', '*'), ['allowed', 'allowed', 'allowed']);
  });

  it('say of each action and resource what the role’s policies do, and by which statement', async () => {
    const PolicyDocument = policy(read, { ...read, Effect: 'Deny', Action: 's3:GetObjectAcl' });
    await iam.putRolePolicy({ RoleName: 'r', PolicyName: 'p', PolicyDocument });
    const { EvaluationResults: results = [], IsTruncated } = await iam.simulatePrincipalPolicy({
      PolicySourceArn: role,
      ActionNames: ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObject'],
      ResourceArns: [object, 'arn:aws:s3:::other/a'],
    });
    assert.equal(IsTruncated, false);
    assert.deepEqual(
      results.map((each) => [each.EvalActionName, each.EvalResourceName, each.EvalDecision]),
      [
        ['s3:GetObject', object, 'allowed'],
        ['s3:GetObject', 'arn:aws:s3:::other/a', 'implicitDeny'],
        ['s3:GetObjectAcl', object, 'explicitDeny'],
        ['s3:GetObjectAcl', 'arn:aws:s3:::other/a', 'implicitDeny'],
        ['s3:PutObject', object, 'implicitDeny'],
        ['s3:PutObject', 'arn:aws:s3:::other/a', 'implicitDeny'],
      ],
    );
    const [allowed] = results;
    const start = PolicyDocument.indexOf('{"Effect":"Allow"') + 1;
    assert.deepEqual(allowed?.MatchedStatements, [
      {
        SourcePolicyId: 'role_r_p',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 1, Column: start },
        EndPosition: { Line: 1, Column: start + JSON.stringify(read).length },
      },
    ]);
    assert.equal(allowed.ResourceSpecificResults?.[0]?.EvalResourceDecision, 'allowed');
    assert.deepEqual(results[1]?.MatchedStatements, []);
  });

  it('know the user, who may do everything until a policy denies', async () => {
    const decide = async () => {
      const { EvaluationResults } = await iam.simulatePrincipalPolicy({
        PolicySourceArn: user,
        ActionNames: ['glue:StartJobRun'],
      });
      return [
        EvaluationResults?.[0]?.EvalDecision,
        EvaluationResults?.[0]?.MatchedStatements?.[0]?.SourcePolicyId,
      ];
    };
    assert.deepEqual(await decide(), ['allowed', 'AdministratorAccess']);
    const PolicyDocument = policy({ Effect: 'Deny', Action: 'glue:Start*', Resource: '*' });
    await iam.putUserPolicy({ UserName: 'practice', PolicyName: 'no', PolicyDocument });
    assert.deepEqual(await decide(), ['explicitDeny', 'user_practice_no']);
  });

  it('know AmazonSSMManagedInstanceCore, and refuse by name with an AWS policy that they do not know', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';
    await iam.attachRolePolicy({ RoleName: 'r', PolicyArn });
    const ask = (action: string) =>
      iam.simulatePrincipalPolicy({ PolicySourceArn: role, ActionNames: [action] });
    const decision = async (action: string) => (await ask(action)).EvaluationResults?.[0]?.EvalDecision;
    assert.equal(await decision('ssmmessages:OpenDataChannel'), 'allowed');
    assert.equal(await decision('ssm:SendCommand'), 'implicitDeny');
    await iam.attachRolePolicy({ RoleName: 'r', PolicyArn: 'arn:aws:iam::aws:policy/Unheard' });
    await assert.rejects(ask('ssm:SendCommand'), {
      name: 'InvalidInputException',
      message: /does not simulate arn:aws:iam::aws:policy\/Unheard/,
    });
  });

  it('of given policies heed context, name what is missing of it, and heed a boundary', async () => {
    const ask = async (more: object = {}) => {
      const { EvaluationResults } = await iam.simulateCustomPolicy({
        PolicyInputList: [policy(read), policy(secure)],
        ActionNames: ['s3:GetObject'],
        ResourceArns: [object],
        ...more,
      });
      return EvaluationResults?.[0];
    };
    const entry = (value: string) => ({
      ContextEntries: [
        { ContextKeyName: 'aws:SecureTransport', ContextKeyValues: [value], ContextKeyType: 'boolean' },
      ],
    });
    const plain = await ask();
    assert.deepEqual(
      [plain?.EvalDecision, plain?.MissingContextValues],
      ['allowed', ['aws:SecureTransport']],
    );
    const insecure = await ask(entry('false'));
    assert.deepEqual([insecure?.EvalDecision, insecure?.MissingContextValues], ['explicitDeny', []]);
    assert.equal(insecure?.MatchedStatements?.[0]?.SourcePolicyId, 'PolicyInputList.2');
    assert.equal((await ask(entry('true')))?.EvalDecision, 'allowed');
    const bound = (Action: string) => ({
      PermissionsBoundaryPolicyInputList: [policy({ Effect: 'Allow', Action, Resource: '*' })],
    });
    const outside = await ask(bound('glue:*'));
    assert.equal(outside?.EvalDecision, 'implicitDeny');
    assert.equal(outside.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary, false);
    const forbidding = policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' });
    const unallowed = await ask({
      PermissionsBoundaryPolicyInputList: [forbidding],
      ActionNames: ['s3:PutObjectAcl'],
    });
    assert.equal(unallowed?.EvalDecision, 'explicitDeny');
    const inside = await ask(bound('s3:*'));
    assert.equal(inside?.EvalDecision, 'allowed');
    assert.equal(inside.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary, true);
  });

  it('heed a resource’s policy', async () => {
    const ask = async (statement: object) => {
      const { EvaluationResults } = await iam.simulatePrincipalPolicy({
        PolicySourceArn: role,
        ActionNames: ['s3:GetObject'],
        ResourceArns: [object],
        ResourcePolicy: policy({ ...read, ...statement }),
      });
      return [
        EvaluationResults?.[0]?.EvalDecision,
        EvaluationResults?.[0]?.MatchedStatements?.[0]?.SourcePolicyId,
      ];
    };
    assert.deepEqual(await ask({ Principal: { AWS: role } }), ['allowed', 'ResourcePolicy']);
    assert.deepEqual(await ask({ Principal: { AWS: user } }), ['implicitDeny', undefined]);
    assert.deepEqual(await ask({ Principal: '*', Effect: 'Deny' }), ['explicitDeny', 'ResourcePolicy']);
  });

  it('come in pages', async () => {
    const ActionNames = ['a', 'b', 'c', 'd', 'e'].map((name) => `s3:${name}`);
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateSimulatePrincipalPolicy(
      { client: iam, pageSize: 2 },
      { PolicySourceArn: user, ActionNames },
    ))
      pages.push((page.EvaluationResults ?? []).map(({ EvalActionName }) => EvalActionName));
    assert.deepEqual(pages, [['s3:a', 's3:b'], ['s3:c', 's3:d'], ['s3:e']]);
  });

  it('refuse what they are not asked rightly, and what they do not do, by name', async () => {
    const custom = (more: object) =>
      iam.simulateCustomPolicy({ PolicyInputList: [policy(read)], ActionNames: ['s3:GetObject'], ...more });
    const cases: [object, RegExp][] = [
      [{ ActionNames: ['GetObject'] }, /Invalid Action: GetObject/],
      [{ ActionNames: ['s3:*'] }, /Invalid Action: s3:\*/],
      [{ ResourceArns: ['lab'] }, /Invalid Resource ARN: lab/],
      [{ PolicyInputList: ['{'] }, /Syntax errors in policy/],
      [{ ResourceHandlingOption: 'EC2-VPC-InstanceStore' }, /ResourceHandlingOption/],
      [{ ResourceOwner: 'arn:aws:iam::210987654321:root' }, /ResourceOwner/],
      [{ ResourcePolicy: policy(read) }, /CallerArn must be specified/],
      [
        {
          PolicyInputList: [policy({ ...read, Condition: { 'ForAnyValue:StringEquals': { 'aws:k': 'x' } } })],
          ContextEntries: [
            { ContextKeyName: 'aws:k', ContextKeyValues: ['x'], ContextKeyType: 'stringList' },
          ],
          ResourceArns: [object],
        },
        /ForAnyValue:StringEquals/,
      ],
    ];
    for (const [more, message] of cases)
      await assert.rejects(custom(more), { name: 'InvalidInputException', message });
    const by = (PolicySourceArn: string) =>
      iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['s3:GetObject'] });
    await assert.rejects(by('arn:aws:iam::123456789012:role/none'), { name: 'NoSuchEntityException' });
    await assert.rejects(by('arn:aws:s3:::lab/not-an-identity'), { message: /Invalid Entity Arn/ });
  });
});
