import assert from 'node:assert/strict';
import { checkPolicy, type PolicyKind } from '../../../../../src/practice/services/iam/policy/checkPolicy.ts';
import { evaluate, type Asked } from '../../../../../src/practice/services/iam/policy/evaluate.ts';
import { statementPlaces } from '../../../../../src/practice/services/iam/policy/statementPlaces.ts';
import { fits, fitsArn } from '../../../../../src/practice/services/iam/policy/wildcards.ts';

const bucket = 'arn:aws:s3:::lab';
const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `${bucket}/*`,
  ...more,
});
const deny = (more: object = {}) => ({ ...allow(more), Effect: 'Deny' });
const contextOf = (values: Record<string, string | string[]>): Asked['context'] =>
  new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
const ask = (text: string, asked: Partial<Asked> = {}) =>
  evaluate([{ id: 'p', text }], {
    action: 's3:GetObject',
    resource: `${bucket}/a/b`,
    context: new Map(),
    ...asked,
  });
const decision = (text: string, asked: Partial<Asked> = {}) => ask(text, asked).decision;

describe('a policy’s patterns', () => {
  it('have a star for any characters and a question mark for one', () => {
    assert.ok(fits('s3:Get*', 's3:GetObject') && fits('a?c', 'abc') && fits('*', ''));
    assert.ok(!fits('a?c', 'ac') && !fits('s3:Get', 's3:GetObject') && !fits('a.c', 'abc'));
    assert.ok(!fits('s3:get*', 's3:GetObject') && fits('s3:get*', 's3:GetObject', { ignoreCase: true }));
  });

  it('reach over slashes in an ARN’s last part, and over no colon before it', () => {
    assert.ok(fitsArn('arn:aws:s3:::*', `${bucket}/a/b`));
    assert.ok(
      fitsArn('arn:aws:logs:*:*:log-group:/aws/*', 'arn:aws:logs:us-east-1:1:log-group:/aws/x:log-stream:y'),
    );
    assert.ok(!fitsArn('arn:aws:glue:*:table/x', 'arn:aws:glue:us-east-1:1:table/x'));
    assert.ok(!fitsArn('arn:aws:s3:::lab', `${bucket}/a`) && fitsArn('*', '*') && !fitsArn(bucket, '*'));
  });
});

describe('evaluating policies', () => {
  it('allows what an Allow names, whatever the case of the action, and denies the rest by default', () => {
    assert.equal(decision(policy(allow())), 'allowed');
    assert.equal(decision(policy(allow({ Action: ['S3:GETOBJECT', 's3:x'] }))), 'allowed');
    assert.equal(decision(policy(allow()), { action: 's3:PutObject' }), 'implicitDeny');
    assert.equal(decision(policy(allow()), { resource: 'arn:aws:s3:::other/a' }), 'implicitDeny');
    assert.equal(decision(policy(allow()), { resource: '*' }), 'implicitDeny');
    assert.equal(
      evaluate([], { action: 's3:GetObject', resource: '*', context: new Map() }).decision,
      'implicitDeny',
    );
  });

  it('lets a Deny go before every Allow, and names the statements that decided', () => {
    const text = policy(allow(), deny({ Resource: `${bucket}/a/*` }), allow({ Action: '*', Resource: '*' }));
    const denied = ask(text);
    assert.equal(denied.decision, 'explicitDeny');
    assert.deepEqual(
      denied.matched.map(({ start }) => text.slice(start.Column - 1).slice(0, 8)),
      ['{"Effect'],
    );
    assert.equal(denied.matched[0]?.start.Column, text.indexOf('{"Effect":"Deny"') + 1);
    const allowed = ask(text, { resource: `${bucket}/c` });
    assert.equal(allowed.decision, 'allowed');
    assert.equal(allowed.matched.length, 2);
  });

  it('turns NotAction and NotResource round', () => {
    assert.equal(decision(policy(allow({ Action: undefined, NotAction: 'iam:*' }))), 'allowed');
    assert.equal(decision(policy(allow({ Action: undefined, NotAction: ['s3:*'] }))), 'implicitDeny');
    assert.equal(
      decision(policy(allow({ Resource: undefined, NotResource: `${bucket}/a/*` }))),
      'implicitDeny',
    );
    assert.equal(decision(policy(allow({ Resource: undefined, NotResource: `${bucket}/z/*` }))), 'allowed');
  });

  it('holds each operator against the context', () => {
    const cases: [operator: string, wanted: string | string[], given: string | undefined, holds: boolean][] =
      [
        ['StringEquals', ['a', 'b'], 'b', true],
        ['StringEquals', 'a', 'A', false],
        ['StringEquals', 'a', undefined, false],
        ['StringNotEquals', ['a', 'b'], 'b', false],
        ['StringNotEquals', 'a', undefined, true],
        ['StringEqualsIgnoreCase', 'a', 'A', true],
        ['StringNotEqualsIgnoreCase', 'a', 'A', false],
        ['StringLike', 'a*', 'abc', true],
        ['StringNotLike', 'a*', 'abc', false],
        ['StringEqualsIfExists', 'a', undefined, true],
        ['StringEqualsIfExists', 'a', 'b', false],
        ['Bool', 'false', 'False', true],
        ['Bool', 'false', 'true', false],
        ['ArnLike', 'arn:aws:s3:::*', bucket, true],
        ['ArnEquals', 'arn:aws:s3:::l*', bucket, true],
        ['ArnNotLike', 'arn:aws:s3:::*', bucket, false],
        ['ArnNotEquals', 'arn:aws:s3:::x', bucket, true],
        ['Null', 'true', undefined, true],
        ['Null', 'true', 'a', false],
        ['Null', 'false', 'a', true],
        ['NumericEquals', '10', '10.0', true],
        ['NumericNotEquals', '10', '10.0', false],
        ['NumericLessThan', '10', '9', true],
        ['NumericLessThanEquals', '10', '10', true],
        ['NumericGreaterThan', '10', '9', false],
        ['NumericGreaterThanEquals', '10', '10', true],
      ];
    for (const [operator, wanted, given, holds] of cases) {
      const text = policy(allow({ Condition: { [operator]: { 'aws:Key': wanted } } }));
      const context = contextOf(given === undefined ? {} : { 'AWS:key': given });
      assert.equal(
        decision(text, { context }),
        holds ? 'allowed' : 'implicitDeny',
        `${operator} ${String(given)}`,
      );
    }
  });

  it('asks for all conditions of a statement', () => {
    const text = policy(
      allow({ Condition: { StringEquals: { 'aws:a': '1', 'aws:b': '2' }, Bool: { 'aws:c': true } } }),
    );
    const context = { 'aws:a': '1', 'aws:b': '2', 'aws:c': 'true' };
    assert.equal(decision(text, { context: contextOf(context) }), 'allowed');
    for (const key of Object.keys(context))
      assert.equal(decision(text, { context: contextOf({ ...context, [key]: 'x' }) }), 'implicitDeny', key);
  });

  it('names the context that statements for the action and resource ask for, and no other', () => {
    const asking = (key: string, more: object) =>
      allow({ Condition: { StringEquals: { [key]: 'x' } }, ...more });
    const text = policy(asking('aws:One', {}), asking('aws:Two', { Action: 'iam:PassRole' }));
    assert.deepEqual(ask(text).missing, ['aws:One']);
    assert.deepEqual(ask(text, { context: contextOf({ 'aws:one': 'y' }) }).missing, []);
  });

  it('puts the context’s values for variables', () => {
    const text = policy(allow({ Resource: `${bucket}/\${aws:username}/*` }));
    assert.equal(decision(text, { context: contextOf({ 'aws:username': 'a' }) }), 'allowed');
    assert.equal(decision(text, { context: contextOf({ 'aws:username': 'z' }) }), 'implicitDeny');
    assert.equal(decision(text), 'implicitDeny');
  });

  it('refuses by name what it does not simulate, only where a request comes to it', () => {
    const operators = ['ForAnyValue:StringEquals', 'ForAllValues:StringLike', 'DateLessThan', 'IpAddress'];
    for (const operator of operators) {
      const text = policy(allow({ Condition: { [operator]: { 'aws:k': 'x' } } }));
      assert.throws(() => decision(text), { name: 'PolicyError', message: new RegExp(operator) });
      assert.equal(decision(text, { action: 's3:PutObject' }), 'implicitDeny');
    }
    const several = policy(allow({ Condition: { StringEquals: { 'aws:k': 'x' } } }));
    assert.throws(() => decision(several, { context: contextOf({ 'aws:k': ['x', 'y'] }) }), {
      message: /several values of aws:k/,
    });
  });

  it('heeds principals: everyone, an ARN, an account', () => {
    const principal = 'arn:aws:iam::123456789012:role/r';
    const by = (Principal: unknown, more: object = {}) =>
      decision(policy(allow({ Principal, ...more })), { principal });
    assert.equal(by('*'), 'allowed');
    assert.equal(by({ AWS: [principal] }), 'allowed');
    assert.equal(by({ AWS: '123456789012' }), 'allowed');
    assert.equal(by({ AWS: 'arn:aws:iam::123456789012:root' }), 'allowed');
    assert.equal(by({ AWS: 'arn:aws:iam::123456789012:role/other' }), 'implicitDeny');
    assert.equal(by({ Service: 'glue.amazonaws.com' }), 'implicitDeny');
    assert.equal(by(undefined, { NotPrincipal: { AWS: principal } }), 'implicitDeny');
  });
});

describe('the places of a policy’s statements', () => {
  it('are those of their braces, over lines, and whatever strings and conditions hold', () => {
    const text = `{
  "Id": "{\\"Statement\\": [{}]}",
  "Statement": [
    {"Effect": "Allow", "Condition": {"Bool": {"Statement": "}"}}},
    {
      "Effect": "Deny"
    }
  ]
}`;
    assert.deepEqual(statementPlaces(text), [
      { start: { Line: 4, Column: 5 }, end: { Line: 4, Column: 67 } },
      { start: { Line: 5, Column: 5 }, end: { Line: 7, Column: 6 } },
    ]);
    assert.deepEqual(statementPlaces('{"Statement":{"Effect":"Allow"},"Version":"2012-10-17"}'), [
      { start: { Line: 1, Column: 14 }, end: { Line: 1, Column: 32 } },
    ]);
  });
});

describe('checking a policy', () => {
  const refused = (text: string, kind: PolicyKind, message: RegExp) =>
    assert.throws(() => checkPolicy(text, kind), { name: 'PolicyError', message });

  it('says in IAM’s words what is wrong with one for an identity', () => {
    const cases: [string, RegExp][] = [
      ['{', /^Syntax errors in policy/],
      ['[]', /^Syntax errors in policy/],
      ['{}', /Missing required field Statement/],
      ['{"Statement":[7]}', /^Syntax errors/],
      ['{"Statement":[],"Extra":1}', /no element Extra/],
      ['{"Version":"2020-01-01","Statement":[]}', /valid version string/],
      [policy(allow({ Effect: undefined })), /Missing required field Effect/],
      [policy(allow({ Action: undefined })), /must contain actions/],
      [policy(allow({ Action: [] })), /must contain actions/],
      [policy(allow({ NotAction: 's3:*' })), /Action or NotAction/],
      [policy(allow({ Action: 'GetObject' })), /prefaced by a vendor/],
      [policy(allow({ Action: 's3:a:b' })), /only one colon/],
      [policy(allow({ Action: 's 3:a' })), /Vendor s 3 is not valid/],
      [policy(allow({ Resource: undefined })), /must contain resources/],
      [policy(allow({ Resource: 'lab' })), /Resource lab must be in ARN format or "\*"/],
      [policy(allow({ Principal: '*' })), /should not specify a principal/],
      [policy(allow({ Sid: 'a' }), allow({ Sid: 'a' })), /must be unique/],
      [policy(allow({ Condition: { Bool: 'x' } })), /^Syntax errors/],
    ];
    for (const [text, message] of cases) refused(text, 'identity', message);
    assert.equal(checkPolicy(policy(allow(), deny()), 'identity').length, 2);
  });

  it('says what is wrong with one that says who may take a role', () => {
    const trust = (more: object = {}) =>
      policy({
        Effect: 'Allow',
        Principal: { Service: 'glue.amazonaws.com' },
        Action: 'sts:AssumeRole',
        ...more,
      });
    refused('{', 'trust', /contains invalid Json/);
    refused(trust({ Principal: undefined }), 'trust', /Missing required field Principal/);
    refused(trust({ Principal: 'glue' }), 'trust', /Invalid principal/);
    refused(trust({ Principal: { Other: 'x' } }), 'trust', /Invalid principal/);
    refused(trust({ Resource: '*' }), 'trust', /prohibited field Resource/);
    refused(trust({ Principal: undefined, NotPrincipal: '*' }), 'trust', /prohibited field NotPrincipal/);
    refused(trust({ Action: 's3:GetObject' }), 'trust', /only specify STS AssumeRole/);
    assert.equal(checkPolicy(trust(), 'trust').length, 1);
  });
});
