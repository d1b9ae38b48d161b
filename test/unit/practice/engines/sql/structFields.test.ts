import assert from 'node:assert/strict';
import { structFields } from '../../../../../src/practice/engines/sql/structFields.ts';
import { hiveType } from '../../../../../src/practice/engines/sql/trinoTypes.ts';

describe('types of structs', () => {
  it('reads names in quotes, plain names, and fields without names', () => {
    const shape = (type: string): string[][] => structFields(type).map((field) => [field.name, field.type]);
    assert.deepEqual(shape('STRUCT(h INTEGER, "A ""b"", c" DECIMAL(10,2), at TIMESTAMP WITH TIME ZONE)'), [
      ['h', 'INTEGER'],
      ['A "b", c', 'DECIMAL(10,2)'],
      ['at', 'TIMESTAMP WITH TIME ZONE'],
    ]);
    assert.deepEqual(shape('STRUCT(INTEGER, TIMESTAMP WITH TIME ZONE, VARCHAR[])'), [
      ['field0', 'INTEGER'],
      ['field1', 'TIMESTAMP WITH TIME ZONE'],
      ['field2', 'VARCHAR[]'],
    ]);
  });

  it('writes them as Hive does, however deep', () => {
    assert.equal(
      hiveType('STRUCT(a INTEGER[], b MAP(VARCHAR, STRUCT("c d" DOUBLE)))[]'),
      'array<struct<a:array<int>,b:map<string,struct<c d:double>>>>',
    );
  });
});
