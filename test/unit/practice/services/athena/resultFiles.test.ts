import assert from 'node:assert/strict';
import { metadata } from '../../../../../src/practice/services/athena/resultFiles.ts';
import { textColumn } from '../../../../../src/practice/services/athena/statementRun.ts';

describe('the file of a result’s columns', () => {
  it('has the query’s id, the count of rows and each column, as protobuf', () => {
    const column = { ...textColumn('n', 'bigint'), Precision: 19, CaseSensitive: true };
    const expected = Buffer.concat([
      Buffer.from([0x0a, 2]),
      Buffer.from('id'),
      Buffer.from([0x18, 0xac, 0x02]),
      Buffer.from([0x22, 26]),
      Buffer.from([0x0a, 4]),
      Buffer.from('hive'),
      Buffer.from([0x22, 1]),
      Buffer.from('n'),
      Buffer.from([0x2a, 1]),
      Buffer.from('n'),
      Buffer.from([0x32, 6]),
      Buffer.from('bigint'),
      Buffer.from([0x38, 19, 0x48, 3, 0x50, 1]),
    ]);
    assert.deepEqual(metadata('id', [column], 300), expected);
  });
});
