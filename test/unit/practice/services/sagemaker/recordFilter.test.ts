import assert from 'node:assert/strict';
import {
  fieldsOf,
  FilterError,
  parseFilter,
} from '../../../../../src/practice/services/sagemaker/recordFilter.ts';
import { outputKey } from '../../../../../src/practice/services/sagemaker/transformRun.ts';

describe('A batch transform’s filter', () => {
  const fields = ['a', 'b', 'c', 'd', 'e', 'f'];
  const kept = (path: string) => parseFilter(path)(fields).join('');

  it('takes indexes and slices, both ends included, from either end', () => {
    assert.deepEqual(
      [
        '$',
        '$[*]',
        '$[2]',
        '$[-1]',
        '$[0,-1]',
        '$[1:4]',
        '$[:5]',
        '$[4:]',
        '$[-2:]',
        '$[0,4:]',
        '$[3,1]',
      ].map(kept),
      ['abcdef', 'abcdef', 'c', 'f', 'af', 'bcde', 'abcdef', 'ef', 'ef', 'aef', 'db'],
    );
  });

  it('refuses what CSV has no names for, and columns that are not there', () => {
    for (const path of ['$.id', "$['id']", '[0]', '$[]', '$[1:2:3]', '$[a]', '$[0'])
      assert.throws(() => parseFilter(path), FilterError, path);
    assert.throws(() => kept('$[6]'), FilterError);
    assert.throws(() => kept('$[-7]'), FilterError);
  });
});

describe('A batch transform’s records and keys', () => {
  it('are cut at the commas that no quotes enclose', () => {
    assert.deepEqual(fieldsOf('1,,"a, ""b""",2'), ['1', '', '"a, ""b"""', '2']);
  });

  it('go below the output’s prefix as they lie below the input’s', () => {
    assert.equal(outputKey('in/deep/a.csv', 'in/', 'out/'), 'out/deep/a.csv.out');
    assert.equal(outputKey('in/deep/a.csv', 'in', 'out'), 'out/deep/a.csv.out');
    assert.equal(outputKey('in/a.csv', 'in/a.csv', 'out'), 'out/a.csv.out');
    assert.equal(outputKey('in/part-1.csv', 'in/part', ''), 'in/part-1.csv.out'.slice(3));
    assert.equal(outputKey('a.csv', '', ''), 'a.csv.out');
  });
});
