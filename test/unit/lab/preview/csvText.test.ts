import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { csvText } from '../../../../src/lab/preview/csvText.ts';

describe('Rows as CSV', () => {
  it('are read back as they were, whatever stands in a field', () => {
    const rows = [
      ['engine', 'note'],
      ['1', 'a "word", then\r\na line'],
      ['2', ' spaces '],
      ['3', ''],
    ];
    assert.deepEqual(parse(csvText(rows)), rows);
  });

  it('tell NULL from an empty text', () => {
    assert.equal(csvText([['a', undefined, '']]), 'a,,""\r\n');
  });
});
