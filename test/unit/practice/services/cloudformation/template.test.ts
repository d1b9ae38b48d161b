import assert from 'node:assert/strict';
import {
  checkCapabilities,
  neededCapabilities,
} from '../../../../../src/practice/services/cloudformation/operations/checkTypes.ts';
import { makeBlueprint } from '../../../../../src/practice/services/cloudformation/template/blueprint.ts';
import { parseTemplate } from '../../../../../src/practice/services/cloudformation/template/template.ts';

const stack = { name: 's', id: 'arn:aws:cloudformation:us-east-1:123456789012:stack/s/id' };
const parsed = (sections: object) =>
  parseTemplate(JSON.stringify({ Resources: { A: { Type: 'T' } }, ...sections }));
const blueprint = (sections: object) => makeBlueprint(parsed(sections), {}, stack);

describe('parseTemplate', () => {
  const refusals: readonly (readonly [object, string])[] = [
    [{ Resources: {} }, 'Template format error: At least one Resources member must be defined.'],
    [
      { AWSTemplateFormatVersion: '2020' },
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
    ],
    [{ Foo: 1, Bar: 2 }, 'Invalid template property or properties [Foo, Bar]'],
    [{ Transform: 'x' }, "The practice account's CloudFormation does not do a template's Transform section."],
    [{ Rules: {} }, "The practice account's CloudFormation does not do a template's Rules section."],
    [
      { Resources: { 'a-b': { Type: 'T' } } },
      'Template format error: Resource name a-b is non alphanumeric.',
    ],
    [
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [{ Resources: { A: { Type: 'T', Foo: 1 } } }, "Invalid template resource property 'Foo'"],
    [{ Parameters: { P: {} } }, 'Template format error: Every Parameters object must contain a Type member.'],
    [
      { Parameters: { P: { Type: 'CommaDelimitedList', Default: ['a', 'b'] } } },
      'Template format error: Every Default member must be a string.',
    ],
    [
      { Parameters: { P: { Type: 'String', AllowedValues: 'x' } } },
      'Template format error: Every AllowedValues member must be a list of strings.',
    ],
    [
      {
        Resources: {
          A: { Type: 'T', Properties: { x: { Ref: 'B' }, y: { 'Fn::Sub': '${C}' } }, DependsOn: 'D' },
        },
      },
      'Template format error: Unresolved resource dependencies [B, C, D] in the Resources block of the template',
    ],
    [
      { Outputs: { O: { Value: { Ref: 'B' } } } },
      'Template format error: Unresolved resource dependencies [B] in the Outputs block of the template',
    ],
    [
      { Resources: { A: { Type: 'T', Properties: { x: { 'Fn::GetAtt': 'B.Arn' } } } } },
      'Template error: instance of Fn::GetAtt references undefined resource B',
    ],
    [
      {
        Resources: { A: { Type: 'T', Properties: { x: { 'Fn::Sub': 'echo ${NAME:-nobody} ${!NAME:-x}' } } } },
      },
      'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
    ],
    [
      { Resources: { A: { Type: 'T', Condition: 'C' } } },
      'Template format error: Unresolved condition dependency C in the Resources block of the template',
    ],
    [
      { Resources: { A: { Type: 'T', DeletionPolicy: 'Snapshot' } } },
      "The practice account's CloudFormation takes no snapshots: DeletionPolicy of A.",
    ],
    [
      { Resources: { A: { Type: 'T', UpdateReplacePolicy: 'Nothing' } } },
      'Template format error: Unrecognized UpdateReplacePolicy Nothing for resource A',
    ],
    [
      { Resources: { A: { Type: 'T', Properties: { x: [{ y: null }] } } } },
      "[/Resources/A/Properties/x/0/y] 'null' values are not allowed in templates",
    ],
    [{ Parameters: null }, "[/Parameters] 'null' values are not allowed in templates"],
    [
      { Outputs: { O: {} } },
      'Template format error: Every Outputs member must contain a Value object [/Outputs/O]',
    ],
  ];
  const notTexts: readonly (readonly [place: string, sections: object])[] = [
    ['the template', { Description: 2024 }],
    ['an output', { Outputs: { O: { Value: 'x', Description: { 'Fn::Sub': '${AWS::Region}' } } } }],
    ['a parameter', { Parameters: { P: { Type: 'String', Description: ['a'] } } }],
  ];
  for (const [place, sections] of notTexts) {
    it(`takes only text for the description of ${place}`, () =>
      assert.throws(() => parsed(sections), {
        name: 'ValidationError',
        message: 'Template format error: Every Description member must be a string.',
      }));
  }
  for (const [sections, message] of refusals) {
    it(`says: ${message}`, () => assert.throws(() => parsed(sections), { name: 'ValidationError', message }));
  }

  it('refuses what is no template', () => {
    assert.throws(() => parseTemplate('just words'), {
      message: 'Template format error: unsupported structure.',
    });
  });
});

describe('makeBlueprint', () => {
  it('leaves out what conditions leave out, and does not wait for it', () => {
    const { resources, outputs } = blueprint({
      Conditions: { No: { 'Fn::Equals': ['1', '2'] } },
      Resources: {
        A: { Type: 'T', Condition: 'No' },
        B: { Type: 'T', DependsOn: ['A', 'C'], Properties: { x: { 'Fn::If': ['No', { Ref: 'A' }, 1] } } },
        C: { Type: 'T' },
      },
      Outputs: { O: { Condition: 'No', Value: { Ref: 'A' } }, P: { Value: 'p' } },
    });
    assert.deepEqual([...resources.keys()], ['B', 'C']);
    assert.deepEqual(resources.get('B')?.needs, ['C']);
    assert.deepEqual(resources.get('B')?.properties, { x: 1 });
    assert.deepEqual([...outputs.keys()], ['P']);
  });

  it('refuses what refers to a resource that a condition leaves out', () => {
    const Conditions = { No: { 'Fn::Equals': ['1', '2'] } };
    const A = { Type: 'T', Condition: 'No' };
    const words = (block: string) => ({
      message: `Template format error: Unresolved resource dependencies [A] in the ${block} block of the template`,
    });
    const B = { Type: 'T', Properties: { x: { Ref: 'A' } } };
    assert.throws(() => blueprint({ Conditions, Resources: { A, B } }), words('Resources'));
    const Outputs = { O: { Value: { Ref: 'A' } } };
    assert.throws(
      () => blueprint({ Conditions, Resources: { A, C: { Type: 'T' } }, Outputs }),
      words('Outputs'),
    );
  });

  it('names those that wait for one another, and nobody else', () => {
    const needs = (name: string) => ({ Type: 'T', DependsOn: name });
    assert.throws(
      () =>
        blueprint({
          Resources: { A: needs('B'), B: needs('C'), C: needs('B'), D: { Type: 'T' }, E: needs('D') },
        }),
      { message: 'Circular dependency between resources: [B, C]' },
    );
  });
});

describe('checkCapabilities', () => {
  const template = (properties: object) =>
    parsed({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: properties } } });

  it('asks for the capability that the template’s identities need', () => {
    assert.deepEqual(neededCapabilities(template({})), {
      capabilities: ['CAPABILITY_IAM'],
      types: ['AWS::IAM::Role'],
    });
    assert.throws(() => checkCapabilities(template({}), []), {
      name: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_IAM]',
    });
    assert.throws(() => checkCapabilities(template({ RoleName: 'r' }), ['CAPABILITY_IAM']), {
      message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    });
    checkCapabilities(template({}), ['CAPABILITY_NAMED_IAM']);
    checkCapabilities(template({ RoleName: 'r' }), ['CAPABILITY_NAMED_IAM']);
    checkCapabilities(parsed({}), []);
  });
});
