import assert from 'node:assert/strict';
import { readTemplate } from '../../../../../src/practice/services/cloudformation/template/readTemplate.ts';

describe('readTemplate', () => {
  it('reads YAML with every short form as the long one', () => {
    const text = `
      A: !Ref Name
      B: !GetAtt Thing.Arn.More
      C: !Sub ['\${X}-y', {X: !Ref Name}]
      D: !If [Cond, !Join ['-', [a, !Ref Name]], !Ref AWS::NoValue]
      E: !Not [!Condition Cond]
      F:
        Fn::Base64: !Sub |
          echo "\${Name}"
      G: !Select [1, !Split [',', 'a,b']]
    `;
    assert.deepEqual(readTemplate(text), {
      A: { Ref: 'Name' },
      B: { 'Fn::GetAtt': 'Thing.Arn.More' },
      C: { 'Fn::Sub': ['${X}-y', { X: { Ref: 'Name' } }] },
      D: {
        'Fn::If': ['Cond', { 'Fn::Join': ['-', ['a', { Ref: 'Name' }]] }, { Ref: 'AWS::NoValue' }],
      },
      E: { 'Fn::Not': [{ Condition: 'Cond' }] },
      F: { 'Fn::Base64': { 'Fn::Sub': 'echo "${Name}"\n' } },
      G: { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] },
    });
  });

  it('reads YAML 1.1, but leaves dates, times and version numbers as they are written', () => {
    assert.deepEqual(
      readTemplate(
        '{A: yes, B: off, C: 2010-09-09, D: 4.0, E: 12:30, F: 12, 7: x}'.slice(1, -1).replaceAll(', ', '\n'),
      ),
      {
        A: true,
        B: false,
        C: '2010-09-09',
        D: '4.0',
        E: '12:30',
        F: 12,
        '7': 'x',
      },
    );
  });

  it('refuses aliases as AWS does, those of themselves too', () => {
    for (const text of ['A: &a [!Ref X]\nB: *a', 'A: &a [*a]', 'A: &a {b: c}\nB: {<<: *a}']) {
      assert.throws(() => readTemplate(text), /YAML aliases are not allowed/, text);
    }
  });

  it('reads JSON', () => {
    assert.deepEqual(readTemplate(' {"A": {"Ref": "B"}, "C": [1, true]}'), { A: { Ref: 'B' }, C: [1, true] });
  });

  it('says where text is neither', () => {
    assert.throws(() => readTemplate('{"A": 1,\n "B" 2}'), {
      message: 'Template format error: JSON not well-formed. (line 2, column 6)',
    });
    assert.throws(
      () => readTemplate('A: 1\nB: [1'),
      /^ValidationError: Template format error: YAML not well-formed\. \(line 2, column \d+\)$/,
    );
    assert.throws(() => readTemplate('A: 1\nA: 2'), /YAML not well-formed/);
    assert.throws(() => readTemplate('A: !Nonsense x'), /unknown tag !Nonsense/);
  });
});
