import assert from 'node:assert/strict';
import {
  parameterValues,
  referredParameter,
  type ParameterDefinition,
} from '../../../../../src/practice/services/cloudformation/template/parameters.ts';

const value = (definition: Omit<ParameterDefinition, 'Type'> & { Type?: string }, given?: string) =>
  parameterValues(
    { P: { Type: 'String', ...definition } },
    given === undefined ? [] : [{ ParameterKey: 'P', ParameterValue: given }],
  )['P'];

describe('parameterValues', () => {
  it('takes what is given, what was before where asked to, and defaults as text', () => {
    assert.equal(value({}, 'x'), 'x');
    assert.equal(value({ Default: 20 }), '20');
    assert.equal(value({ Default: true }), 'true');
    assert.equal(value({ Default: 'd' }, ''), '');
    const definitions = { A: { Type: 'String', Default: 'new' }, B: { Type: 'String' } };
    const given = [
      { ParameterKey: 'A', UsePreviousValue: true },
      { ParameterKey: 'B', ParameterValue: 'b' },
    ];
    assert.deepEqual(parameterValues(definitions, given, { A: 'old' }), { A: 'old', B: 'b' });
  });

  const refusals: readonly (readonly [Parameters<typeof value>[0], string | undefined, string])[] = [
    [{}, undefined, 'Parameters: [P] must have values'],
    [{ AllowedValues: [1, 'b'] }, 'c', "Parameter 'P' must be one of AllowedValues"],
    [{ AllowedPattern: '[a-z]+' }, 'ab1', "Parameter 'P' must match pattern [a-z]+"],
    [{ MinLength: '3' }, 'ab', "Parameter 'P' must contain at least 3 characters"],
    [{ MaxLength: 1 }, 'ab', "Parameter 'P' must contain at most 1 characters"],
    [{ Type: 'Number' }, 'ab', "Parameter 'P' must be a number"],
    [{ Type: 'Number', MinValue: 1 }, '0', "Parameter 'P' must be a number not less than 1"],
    [{ Type: 'List<Number>', MaxValue: '5' }, '1, 6', "Parameter 'P' must be a number not greater than 5"],
    [
      { AllowedPattern: '^$|^[^@]+@[^@]+$', ConstraintDescription: 'an address or nothing.' },
      'x',
      'Parameter P failed to satisfy constraint: an address or nothing.',
    ],
    [{ Type: 'Strange' }, 'x', 'Template format error: Unrecognized parameter type: Strange'],
    [
      { Type: 'AWS::EC2::VPC::Id' },
      'vpc-1',
      "The practice account's CloudFormation does not do parameters of type AWS::EC2::VPC::Id.",
    ],
  ];
  for (const [definition, given, message] of refusals) {
    it(`says: ${message}`, () =>
      assert.throws(() => value(definition, given), { name: 'ValidationError', message }));
  }

  it('takes values that keep to the rules', () => {
    assert.equal(value({ AllowedValues: [1, 'b'] }, '1'), '1');
    assert.equal(value({ AllowedPattern: '^$|^[^@]+@[^@]+$' }, ''), '');
    assert.equal(value({ Type: 'Number', MinValue: 1, MaxValue: 2 }, '1.5'), '1.5');
    assert.equal(value({ Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a, b'), 'a, b');
  });

  it('refuses parameters that the template does not have', () => {
    assert.throws(() => parameterValues({}, [{ ParameterKey: 'X', ParameterValue: '1' }]), {
      message: 'Parameters: [X] do not exist in the template',
    });
  });
});

describe('referredParameter', () => {
  it('gives lists for the list types, and an image’s id for its public name', () => {
    assert.equal(referredParameter({ Type: 'Number' }, '3'), '3');
    assert.deepEqual(referredParameter({ Type: 'CommaDelimitedList' }, 'a, b,c'), ['a', 'b', 'c']);
    const image = { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' };
    const id = referredParameter(image, '/aws/service/ami-amazon-linux-latest/al2023');
    assert.match(String(id), /^ami-[0-9a-f]{17}$/);
    assert.throws(
      () => referredParameter(image, '/my/own'),
      /Unable to fetch parameters \[\/my\/own\] from parameter store for this account/,
    );
  });
});
