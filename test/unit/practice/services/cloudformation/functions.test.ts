import assert from 'node:assert/strict';
import {
  chooseBranches,
  evaluateConditions,
} from '../../../../../src/practice/services/cloudformation/template/conditions.ts';
import { resolve, type Scope } from '../../../../../src/practice/services/cloudformation/template/resolve.ts';

const scope: Scope = {
  mappings: { Regions: { 'us-east-1': { Image: 'ami-1', Zones: ['a', 'b'] } } },
  ref: (name) => ({ Name: 'lab', List: ['x', 'y'], 'AWS::Region': 'us-east-1', Number: 3 })[name],
  attribute: (logicalId, name) => `${logicalId}/${name}`,
};
const evaluated = (value: unknown) => resolve(value, scope);

describe('template functions', () => {
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['Ref', { Ref: 'List' }, ['x', 'y']],
    ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'A.B.C' }, 'A/B.C'],
    ['Fn::GetAtt with a list and a Ref in it', { 'Fn::GetAtt': ['A', { Ref: 'Name' }] }, 'A/lab'],
    ['Fn::Sub', { 'Fn::Sub': '${Name}-${A.Arn}-${!Name}-$Name-${Number}' }, 'lab-A/Arn-${Name}-$Name-3'],
    ['Fn::Sub with values', { 'Fn::Sub': ['${v}/${Name}', { v: { Ref: 'Number' } }] }, '3/lab'],
    ['Fn::Sub whose values look like variables', { 'Fn::Sub': ['${v}', { v: '${Name}' }] }, '${Name}'],
    ['Fn::Join', { 'Fn::Join': ['-', { Ref: 'List' }] }, 'x-y'],
    ['Fn::Split and Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Image'] }, 'ami-1'],
    ['Fn::Base64', { 'Fn::Base64': { 'Fn::Sub': '${Name}é' } }, 'bGFiw6k='],
    ['Fn::GetAZs', { 'Fn::Select': [5, { 'Fn::GetAZs': '' }] }, 'us-east-1f'],
    [
      'plain values with functions in them',
      { a: [{ Ref: 'Name' }, 1, true], b: { c: null } },
      { a: ['lab', 1, true], b: { c: null } },
    ],
    [
      'an object that only looks like a condition',
      { Condition: { Bool: { x: 'y' } } },
      { Condition: { Bool: { x: 'y' } } },
    ],
  ];
  for (const [name, value, expected] of cases) {
    it(`do ${name}`, () => assert.deepEqual(evaluated(value), expected));
  }

  const refusals: readonly (readonly [unknown, RegExp])[] = [
    [{ Ref: 'Nobody' }, /Unresolved resource dependencies \[Nobody\] in the Resources block/],
    [{ 'Fn::GetAtt': ['A'] }, /every Fn::GetAtt object requires two non-empty parameters/],
    [{ 'Fn::Sub': ['${a}'] }, /One or more Fn::Sub intrinsic functions don't specify expected arguments/],
    [{ 'Fn::Sub': '${List}' }, /must refer to text/],
    [{ 'Fn::Join': ['-', 'x'] }, /every Fn::Join object requires two parameters/],
    [{ 'Fn::Split': ['-'] }, /every Fn::Split object requires two parameters/],
    [{ 'Fn::Select': [2, ['a', 'b']] }, /Fn::Select cannot select nonexistent value at index 2/],
    [{ 'Fn::Select': ['x', ['a']] }, /Fn::Select requires a list argument/],
    [{ 'Fn::FindInMap': ['Regions', 'eu-1', 'Image'] }, /Unable to get mapping for Regions::eu-1::Image/],
    [{ 'Fn::Base64': ['x'] }, /every Fn::Base64 object must have a String-typed value/],
    [{ 'Fn::ImportValue': 'x' }, /does not do Fn::ImportValue/],
    ['{{resolve:ssm:/x}}', /does not do \{\{resolve:ssm…\}\}/],
  ];
  for (const [value, words] of refusals) {
    it(`refuse ${JSON.stringify(value)}`, () => assert.throws(() => evaluated(value), words));
  }
});

describe('template conditions', () => {
  const conditions = (definitions: Record<string, unknown>) => evaluateConditions(definitions, scope);

  it('are worked out from parameters and from one another, in any order', () => {
    assert.deepEqual(
      conditions({
        Both: { 'Fn::And': [{ Condition: 'IsLab' }, { 'Fn::Not': [{ Condition: 'IsNot' }] }] },
        IsLab: { 'Fn::Equals': [{ Ref: 'Name' }, 'lab'] },
        IsNot: { 'Fn::Equals': [{ Ref: 'Number' }, '4'] },
        Either: { 'Fn::Or': [{ Condition: 'IsNot' }, { 'Fn::Equals': ['3', { Ref: 'Number' }] }] },
      }),
      { Both: true, IsLab: true, IsNot: false, Either: true },
    );
  });

  it('refuse what is no condition, not there, or in a circle', () => {
    assert.throws(() => conditions({ A: 'yes' }), /Conditions can only be boolean operations/);
    assert.throws(() => conditions({ A: { Condition: 'B' } }), /Unresolved condition dependency B/);
    assert.throws(() => conditions({ A: { Condition: 'B' }, B: { Condition: 'A' } }), /Circular dependency/);
    assert.throws(() => conditions({ A: { 'Fn::Equals': ['a'] } }), /list of 2 string parameters/);
    assert.throws(() => conditions({ A: { 'Fn::Not': [] } }), /requires one boolean parameter/);
    assert.throws(() => conditions({ A: { 'Fn::And': [{ Condition: 'A' }] } }), /at least 2 and at most 10/);
  });

  it('choose branches, and leave out what is no value', () => {
    const value = {
      a: { 'Fn::If': ['Yes', { 'Fn::If': ['No', 1, 2] }, 3] },
      b: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] },
      c: [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 5],
    };
    assert.deepEqual(chooseBranches(value, { Yes: true, No: false }), { a: 2, c: [5] });
    assert.throws(
      () => chooseBranches({ 'Fn::If': ['Other', 1, 2] }, {}),
      /unresolved condition dependency Other/,
    );
    assert.throws(
      () => chooseBranches({ 'Fn::If': ['Yes', 1] }, { Yes: true }),
      /Fn::If requires a list argument/,
    );
  });
});
