import {
  EntityAlreadyExistsException,
  IAM,
  NoSuchEntityException,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

describe('IAM', () => {
  let account: TestAccount;
  let iam: IAM;
  beforeEach(async () => {
    account = await startTestAccount();
    iam = new IAM(account.client);
  });
  afterEach(() => account.close());

  const make = (RoleName: string, Path = '/') =>
    iam.createRole({ RoleName, Path, AssumeRolePolicyDocument: trust('glue.amazonaws.com') });

  it('gives a role back as it was made, its trust policy URL-encoded', async () => {
    const document = `${trust('sagemaker.amazonaws.com')}\n`;
    await iam.createRole({
      RoleName: 'r+=,.@_-',
      Path: '/service-role/',
      Description: `<a> & "b" 'c' ü`,
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: document,
    });
    const { Role } = await iam.getRole({ RoleName: 'r+=,.@_-' });
    assert.equal(Role?.Arn, 'arn:aws:iam::123456789012:role/service-role/r+=,.@_-');
    assert.equal(Role.Path, '/service-role/');
    assert.match(Role.RoleId ?? '', /^AROA[A-Z0-9]{17}$/);
    assert.equal(Role.Description, `<a> & "b" 'c' ü`);
    assert.equal(Role.MaxSessionDuration, 7200);
    assert.ok(Math.abs(Date.now() - (Role.CreateDate?.getTime() ?? 0)) < 60_000);
    assert.match(Role.AssumeRolePolicyDocument ?? '', /^%7B%22Version%22/);
    assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''), document);
  });

  it('lists roles by name, a page at a time, below a path', async () => {
    for (const name of ['c', 'a', 'e', 'b']) await make(name);
    await make('d', '/team/');
    const pages: string[][] = [];
    for await (const { Roles = [] } of paginateListRoles({ client: iam, pageSize: 2 }, {})) {
      pages.push(Roles.map(({ RoleName = '' }) => RoleName));
    }
    assert.deepEqual(pages, [['a', 'b'], ['c', 'd'], ['e']]);
    const { Roles, IsTruncated, Marker } = await iam.listRoles({ PathPrefix: '/team/' });
    assert.deepEqual(
      Roles?.map(({ RoleName }) => RoleName),
      ['d'],
    );
    assert.equal(IsTruncated, false);
    assert.equal(Marker, undefined);
  });

  it('keeps its roles across a restart', async () => {
    await make('kept');
    await account.restart();
    assert.equal((await iam.getRole({ RoleName: 'kept' })).Role?.RoleName, 'kept');
  });

  it('says which role is not there, or there already', async () => {
    await assert.rejects(iam.getRole({ RoleName: 'none' }), (error) => {
      assert.ok(error instanceof NoSuchEntityException);
      assert.equal(error.message, 'The role with name none cannot be found.');
      assert.equal(error.$metadata.httpStatusCode, 404);
      return true;
    });
    await make('twice');
    await assert.rejects(make('twice'), (error) => {
      assert.ok(error instanceof EntityAlreadyExistsException);
      assert.equal(error.$metadata.httpStatusCode, 409);
      return true;
    });
  });

  it('refuses bad names, paths, policies, markers and page sizes', async () => {
    await assert.rejects(make('a b'), { name: 'ValidationError', message: /roleName is invalid/ });
    await assert.rejects(make('a', 'team'), { name: 'ValidationError', message: /path is invalid/ });
    for (const AssumeRolePolicyDocument of ['{', '7', '{}', 'null']) {
      await assert.rejects(iam.createRole({ RoleName: 'a', AssumeRolePolicyDocument }), {
        name: 'MalformedPolicyDocumentException',
      });
    }
    await assert.rejects(iam.listRoles({ Marker: '?' }), {
      name: 'ValidationError',
      message: 'Invalid Marker.',
    });
    await assert.rejects(iam.listRoles({ MaxItems: 0 }), { message: /greater than or equal to 1/ });
    await assert.rejects(iam.listRoles({ MaxItems: 1001 }), { message: /less than or equal to 1000/ });
  });

  it('names a required member that is missing', async () => {
    await assert.rejects(iam.getRole({} as { RoleName: string }), {
      name: 'ValidationError',
      message: /Value null at 'roleName' failed to satisfy constraint: Member must not be null/,
    });
  });
});
