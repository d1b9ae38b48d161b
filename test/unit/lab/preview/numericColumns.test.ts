import assert from 'node:assert/strict';
import { numericColumns } from '../../../../src/lab/preview/numericColumns.ts';

describe('Columns of numbers', () => {
  it('are told by their type, even where they are empty', () => {
    const columns = ['double', 'bigint', 'int32', 'decimal(5,2)', 'string', 'timestamp', 'interval'].map(
      (type) => ({ name: type, type }),
    );
    assert.deepEqual(numericColumns(columns, []), [true, true, true, true, false, false, false]);
  });

  it('are told by their values where the source has no types', () => {
    const columns = ['cycles', 'scores', 'names', 'empty'].map((name) => ({ name }));
    const rows = [
      ['1', '-1.5e-3', 'FD001', undefined],
      ['22', undefined, '7', ''],
    ];
    assert.deepEqual(numericColumns(columns, rows), [true, true, false, false]);
  });
});
