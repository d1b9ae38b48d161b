import * as iam from '@aws-sdk/client-iam';
import assert from 'node:assert/strict';
import { AwsError } from '../../../../src/practice/awsError.ts';
import { operationSchemas } from '../../../../src/practice/protocols/model.ts';
import type { Received } from '../../../../src/practice/protocols/protocol.ts';
import { queryProtocol } from '../../../../src/practice/protocols/query.ts';

const protocol = queryProtocol(iam, 'https://iam.amazonaws.com/doc/2010-05-08/');
const form = (body: string, url = '/'): Received => ({
  request: { url } as unknown as Received['request'],
  body: Buffer.from(body),
});
const decode = (operation: string, received: Received) =>
  protocol.decode(operation, operationSchemas(iam, operation)!.input, received);

describe('AWS Query', () => {
  it('reads text, numbers, booleans, structures and lists by the types of the model', () => {
    const body =
      'Action=CreateRole&RoleName=a+b%26&MaxSessionDuration=60&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=l';
    assert.equal(protocol.operation(form(body)), 'CreateRole');
    assert.deepEqual(decode('CreateRole', form(body)), {
      RoleName: 'a b&',
      MaxSessionDuration: 60,
      Tags: [{ Key: 'k', Value: 'v' }, { Key: 'l' }],
    });
    assert.deepEqual(decode('ListPolicies', form('Action=ListPolicies&OnlyAttached=true')), {
      OnlyAttached: true,
    });
  });

  it('reads the query of a GET, as presigned URLs have it', () => {
    const received = form('', '/?Action=GetRole&RoleName=r&X-Amz-Signature=0');
    assert.equal(protocol.operation(received), 'GetRole');
    assert.deepEqual(decode('GetRole', received), { RoleName: 'r' });
  });

  it('writes members, lists and times into the elements that the operation names', () => {
    const { output } = operationSchemas(iam, 'ListRoles')!;
    const role = {
      RoleName: 'a<b',
      Path: '/',
      RoleId: 'i',
      Arn: 'arn',
      CreateDate: new Date(0),
      AssumeRolePolicyDocument: '%7B%7D',
    };
    const { body } = protocol.encode('ListRoles', output, { Roles: [role], IsTruncated: false }, 'id-1');
    const text = String(body);
    assert.match(
      text,
      /^<ListRolesResponse xmlns="[^"]+"><ListRolesResult><Roles><member>.*<RoleName>a&lt;b<\/RoleName>.*<\/member><\/Roles>/s,
    );
    assert.match(text, /<CreateDate>1970-01-01T00:00:00Z<\/CreateDate>/);
    assert.match(text, /<IsTruncated>false<\/IsTruncated><\/ListRolesResult>/);
    assert.match(text, /<RequestId>id-1<\/RequestId><\/ResponseMetadata><\/ListRolesResponse>$/);
  });

  it("writes errors with the model's status and who is at fault", () => {
    const missing = protocol.encodeError(new AwsError('NoSuchEntity', 'none & "nothing"'), 'id-2');
    assert.equal(missing.status, 404);
    assert.match(
      String(missing.body),
      /<Type>Sender<\/Type><Code>NoSuchEntity<\/Code><Message>none &amp; &quot;/,
    );
    const failure = protocol.encodeError(new AwsError('InternalFailure', 'x', { status: 500 }), 'id-3');
    assert.equal(failure.status, 500);
    assert.match(String(failure.body), /<Type>Receiver<\/Type>/);
  });
});
