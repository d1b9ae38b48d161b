import assert from 'node:assert/strict';
import { checkFunctions } from '../../../../../src/practice/services/cloudformation/template/checkFunctions.ts';
import { parseTemplate } from '../../../../../src/practice/services/cloudformation/template/template.ts';

const check = (sections: object) => checkFunctions(parseTemplate(JSON.stringify(sections)));
const property = (x: unknown) => ({ Resources: { A: { Type: 'T', Properties: { list: [{ x }] } } } });
const A = { Type: 'T' };

describe('checkFunctions', () => {
  const refusals: readonly (readonly [object, string])[] = [
    [
      property({ 'Fn::ImportValue': 'x' }),
      "The practice account's CloudFormation does not do Fn::ImportValue.",
    ],
    [property({ 'Fn::Joim': ['', []] }), "The practice account's CloudFormation does not do Fn::Joim."],
    [property({ 'Fn::Equals': ['', ''] }), "The practice account's CloudFormation does not do Fn::Equals."],
    [property({ 'Fn::If': ['C', 1, 2] }), 'Template error: unresolved condition dependency C in Fn::If'],
    [property('{{resolve:ssm:/a/b}}'), "The practice account's CloudFormation does not do {{resolve:ssm…}}."],
    [
      { Resources: { A }, Outputs: { O: { Value: { 'Fn::Cidr': [] } } } },
      "The practice account's CloudFormation does not do Fn::Cidr.",
    ],
    [
      { Resources: { A }, Conditions: { C: { 'Fn::Xor': [] } } },
      "The practice account's CloudFormation does not do Fn::Xor.",
    ],
    [
      { Resources: { A }, Conditions: { C: { 'Fn::Not': [{ Condition: 'D' }] } } },
      'Template format error: Unresolved condition dependency D in the Conditions block of the template',
    ],
    [
      { Resources: { A }, Conditions: { C: { Condition: 'D' }, D: { 'Fn::Not': [{ Condition: 'C' }] } } },
      'Template format error: Circular dependency between conditions: [C, D]',
    ],
    [
      { Resources: { A: { ...A, DependsOn: 'B' }, B: { ...A, Properties: { x: { 'Fn::Sub': '${A.y}' } } } } },
      'Circular dependency between resources: [A, B]',
    ],
  ];
  for (const [sections, message] of refusals) {
    it(`says: ${message}`, () => assert.throws(() => check(sections), { name: 'ValidationError', message }));
  }

  it('takes resources that conditions keep from waiting for one another', () => {
    const on = (name: string) => ({ ...A, Properties: { x: { 'Fn::If': ['C', { Ref: name }, 1] } } });
    check({
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
      Resources: {
        A: on('B'),
        B: on('A'),
        D: { ...A, Condition: 'C', DependsOn: 'E' },
        E: { ...A, DependsOn: 'D' },
      },
    });
  });
});
