import assert from 'node:assert/strict';
import { IAM } from '@aws-sdk/client-iam';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const trust = (service = 'glue.amazonaws.com') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const readLab = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::lab/*' },
});
const ssmCore = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';
const RoleName = 'r';

describe('IAM roles, their policies and profiles', () => {
  let account: TestAccount;
  let iam: IAM;
  beforeEach(async () => {
    account = await startTestAccount();
    iam = new IAM(account.client);
    await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust() });
  });
  afterEach(() => account.close());

  it('keep inline policies, over a restart, until they are deleted', async () => {
    await iam.putRolePolicy({ RoleName, PolicyName: 'b', PolicyDocument: '{"Statement":[]}' });
    await iam.putRolePolicy({ RoleName, PolicyName: 'b', PolicyDocument: readLab });
    await iam.putRolePolicy({ RoleName, PolicyName: 'a', PolicyDocument: readLab });
    await account.restart();
    const first = await iam.listRolePolicies({ RoleName, MaxItems: 1 });
    assert.deepEqual([first.PolicyNames, first.IsTruncated], [['b'], true]);
    const { PolicyNames } = await iam.listRolePolicies({ RoleName, Marker: first.Marker });
    assert.deepEqual(PolicyNames, ['a']);
    const { PolicyDocument, PolicyName } = await iam.getRolePolicy({ RoleName, PolicyName: 'b' });
    assert.equal(PolicyName, 'b');
    assert.match(PolicyDocument ?? '', /^%7B/);
    assert.equal(decodeURIComponent(PolicyDocument ?? ''), readLab);
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'b' });
    const gone = { name: 'NoSuchEntityException', message: 'The role policy with name b cannot be found.' };
    await assert.rejects(iam.getRolePolicy({ RoleName, PolicyName: 'b' }), gone);
    await assert.rejects(iam.deleteRolePolicy({ RoleName, PolicyName: 'b' }), gone);
  });

  it('refuse inline policies that are none, too large, or badly named', async () => {
    const put = (PolicyDocument: string, PolicyName = 'p') =>
      iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
    await assert.rejects(put('{'), { name: 'MalformedPolicyDocumentException', message: /Syntax errors/ });
    await assert.rejects(put(trust()), {
      name: 'MalformedPolicyDocumentException',
      message: /should not specify a principal/,
    });
    const long = readLab.replace('lab/*', 'x'.repeat(10_300));
    await assert.rejects(put(long), {
      name: 'LimitExceededException',
      message: 'Maximum policy size of 10240 bytes exceeded for role r',
    });
    await assert.rejects(put(readLab, 'a b'), { name: 'ValidationError' });
    await assert.rejects(iam.putRolePolicy({ RoleName: 'none', PolicyName: 'p', PolicyDocument: readLab }), {
      name: 'NoSuchEntityException',
    });
    assert.deepEqual((await iam.listRolePolicies({ RoleName })).PolicyNames, []);
  });

  it('have policies of AWS attached and detached by ARN', async () => {
    await iam.attachRolePolicy({ RoleName, PolicyArn: ssmCore });
    await iam.attachRolePolicy({ RoleName, PolicyArn: ssmCore });
    const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName });
    assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AmazonSSMManagedInstanceCore', PolicyArn: ssmCore }]);
    await iam.detachRolePolicy({ RoleName, PolicyArn: ssmCore });
    await assert.rejects(iam.detachRolePolicy({ RoleName, PolicyArn: ssmCore }), {
      name: 'NoSuchEntityException',
      message: `Policy ${ssmCore} was not found.`,
    });
    await assert.rejects(iam.attachRolePolicy({ RoleName, PolicyArn: 'ReadOnly-0123456789-0123' }), {
      name: 'InvalidInputException',
    });
    await assert.rejects(
      iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::123456789012:policy/own' }),
      { name: 'NoSuchEntityException', message: /not attachable/ },
    );
    for (let n = 0; n < 10; n += 1)
      await iam.attachRolePolicy({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/Some${n}` });
    await assert.rejects(iam.attachRolePolicy({ RoleName, PolicyArn: ssmCore }), {
      name: 'LimitExceededException',
    });
  });

  it('are deleted only when nothing hangs on them', async () => {
    const conflict = (message: RegExp) => ({ name: 'DeleteConflictException', message });
    await iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: readLab });
    await assert.rejects(iam.deleteRole({ RoleName }), conflict(/must delete policies first/));
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'p' });
    await iam.attachRolePolicy({ RoleName, PolicyArn: ssmCore });
    await assert.rejects(iam.deleteRole({ RoleName }), conflict(/must detach all policies first/));
    await iam.detachRolePolicy({ RoleName, PolicyArn: ssmCore });
    await iam.createInstanceProfile({ InstanceProfileName: 'i' });
    await iam.addRoleToInstanceProfile({ InstanceProfileName: 'i', RoleName });
    await assert.rejects(iam.deleteRole({ RoleName }), conflict(/remove roles from instance profile first/));
    await iam.removeRoleFromInstanceProfile({ InstanceProfileName: 'i', RoleName });
    await iam.deleteRole({ RoleName });
    await assert.rejects(iam.getRole({ RoleName }), { name: 'NoSuchEntityException' });
    await assert.rejects(iam.deleteRole({ RoleName }), { name: 'NoSuchEntityException' });
  });

  it('change: description, longest session, who may take them', async () => {
    await iam.updateRole({ RoleName, Description: 'new', MaxSessionDuration: 7200 });
    await iam.updateRole({ RoleName });
    await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: trust('ec2.amazonaws.com') });
    const { Role } = await iam.getRole({ RoleName });
    assert.deepEqual([Role?.Description, Role?.MaxSessionDuration], ['new', 7200]);
    assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), /ec2\.amazonaws\.com/);
    await assert.rejects(iam.updateRole({ RoleName, MaxSessionDuration: 60 }), { message: /3600/ });
    await assert.rejects(iam.updateRole({ RoleName, MaxSessionDuration: 50_000 }), { message: /43200/ });
    await assert.rejects(iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: readLab }), {
      name: 'MalformedPolicyDocumentException',
    });
  });

  it('carry tags, which GetRole shows and ListRoles does not', async () => {
    await iam.tagRole({
      RoleName,
      Tags: [
        { Key: 'Lab', Value: '1' },
        { Key: 'b', Value: '' },
      ],
    });
    await iam.tagRole({ RoleName, Tags: [{ Key: 'lab', Value: '2' }] });
    const tags = [
      { Key: 'b', Value: '' },
      { Key: 'lab', Value: '2' },
    ];
    assert.deepEqual((await iam.listRoleTags({ RoleName })).Tags, tags);
    assert.deepEqual((await iam.getRole({ RoleName })).Role?.Tags, tags);
    assert.equal((await iam.listRoles()).Roles?.[0]?.Tags, undefined);
    await iam.untagRole({ RoleName, TagKeys: ['LAB'] });
    assert.deepEqual((await iam.listRoleTags({ RoleName })).Tags, [{ Key: 'b', Value: '' }]);
    const twice = [
      { Key: 'x', Value: '1' },
      { Key: 'X', Value: '2' },
    ];
    await assert.rejects(iam.tagRole({ RoleName, Tags: twice }), { message: /Duplicate tag keys/ });
    await assert.rejects(iam.tagRole({ RoleName, Tags: [{ Key: 'aws:x', Value: '' }] }), {
      name: 'InvalidInputException',
    });
  });

  it('are given to machines by instance profiles of one role', async () => {
    const InstanceProfileName = 'i';
    const Tags = [{ Key: 'k', Value: 'v' }];
    await iam.createInstanceProfile({ InstanceProfileName, Path: '/lab/', Tags });
    await assert.rejects(iam.createInstanceProfile({ InstanceProfileName }), {
      name: 'EntityAlreadyExistsException',
      message: 'Instance Profile i already exists.',
    });
    await iam.addRoleToInstanceProfile({ InstanceProfileName, RoleName });
    await assert.rejects(iam.addRoleToInstanceProfile({ InstanceProfileName, RoleName }), {
      name: 'LimitExceededException',
    });
    await account.restart();
    const { InstanceProfile: profile } = await iam.getInstanceProfile({ InstanceProfileName });
    assert.equal(profile?.Arn, 'arn:aws:iam::123456789012:instance-profile/lab/i');
    assert.match(profile.InstanceProfileId ?? '', /^AIPA[A-Z0-9]{17}$/);
    assert.deepEqual(profile.Tags, Tags);
    assert.deepEqual(
      profile.Roles?.map((role) => role.RoleName),
      [RoleName],
    );
    const { InstanceProfiles } = await iam.listInstanceProfilesForRole({ RoleName });
    assert.deepEqual(
      InstanceProfiles?.map((each) => each.InstanceProfileName),
      ['i'],
    );
    assert.equal((await iam.listInstanceProfiles({ PathPrefix: '/other/' })).InstanceProfiles?.length, 0);
    assert.equal((await iam.listInstanceProfiles({})).InstanceProfiles?.length, 1);
    await assert.rejects(iam.deleteInstanceProfile({ InstanceProfileName }), {
      name: 'DeleteConflictException',
    });
    await iam.removeRoleFromInstanceProfile({ InstanceProfileName, RoleName });
    await assert.rejects(iam.removeRoleFromInstanceProfile({ InstanceProfileName, RoleName }), {
      name: 'NoSuchEntityException',
    });
    await iam.deleteInstanceProfile({ InstanceProfileName });
    await assert.rejects(iam.getInstanceProfile({ InstanceProfileName }), {
      name: 'NoSuchEntityException',
      message: 'Instance Profile i cannot be found.',
    });
  });

  it('refuse a permissions boundary, and tags that are none', async () => {
    const role = { RoleName: 'x', AssumeRolePolicyDocument: trust() };
    await assert.rejects(iam.createRole({ ...role, PermissionsBoundary: ssmCore }), {
      message: /no permissions boundary/,
    });
    await assert.rejects(iam.createRole({ ...role, MaxSessionDuration: 1 }), { message: /3600/ });
    await iam.createRole({ ...role, Tags: [{ Key: 'a', Value: 'b' }] });
    assert.deepEqual((await iam.listRoleTags({ RoleName: 'x' })).Tags, [{ Key: 'a', Value: 'b' }]);
  });
});

describe("IAM's one user", () => {
  let account: TestAccount;
  let iam: IAM;
  const UserName = 'practice';
  before(async () => {
    account = await startTestAccount();
    iam = new IAM(account.client);
  });
  after(() => account.close());

  it('is who signs, an administrator by an attached policy', async () => {
    const { User } = await iam.getUser({});
    assert.equal(User?.Arn, 'arn:aws:iam::123456789012:user/practice');
    assert.deepEqual((await iam.getUser({ UserName })).User, User);
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName });
    assert.deepEqual(
      AttachedPolicies?.map(({ PolicyName }) => PolicyName),
      ['AdministratorAccess'],
    );
    await assert.rejects(iam.getUser({ UserName: 'other' }), {
      name: 'NoSuchEntityException',
      message: 'The user with name other cannot be found.',
    });
  });

  it('keeps inline and attached policies', async () => {
    await iam.putUserPolicy({ UserName, PolicyName: 'p', PolicyDocument: readLab });
    assert.deepEqual((await iam.listUserPolicies({ UserName })).PolicyNames, ['p']);
    const { PolicyDocument } = await iam.getUserPolicy({ UserName, PolicyName: 'p' });
    assert.equal(decodeURIComponent(PolicyDocument ?? ''), readLab);
    await iam.deleteUserPolicy({ UserName, PolicyName: 'p' });
    await assert.rejects(iam.getUserPolicy({ UserName, PolicyName: 'p' }), {
      message: 'The user policy with name p cannot be found.',
    });
    await assert.rejects(
      iam.putUserPolicy({
        UserName,
        PolicyName: 'p',
        PolicyDocument: readLab.replace('lab', 'x'.repeat(2000)),
      }),
      { name: 'LimitExceededException', message: /2048 bytes exceeded for user practice/ },
    );
    await iam.attachUserPolicy({ UserName, PolicyArn: ssmCore });
    await iam.detachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    await account.restart();
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName });
    assert.deepEqual(
      AttachedPolicies?.map(({ PolicyArn }) => PolicyArn),
      [ssmCore],
    );
  });
});
