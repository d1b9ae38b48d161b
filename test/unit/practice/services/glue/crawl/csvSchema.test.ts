import assert from 'node:assert/strict';
import type { CsvClassifier } from '@aws-sdk/client-glue';
import { csvSchema, splitLine } from '../../../../../../src/practice/services/glue/crawl/csvSchema.ts';
import { typeText } from '../../../../../../src/practice/services/glue/crawl/hiveType.ts';

const columns = (lines: string[], classifier?: Partial<CsvClassifier>): string[] | undefined =>
  csvSchema(lines, classifier)?.columns.map(({ name, type }) => `${name} ${typeText(type)}`);

describe('CSV schema', () => {
  it('finds 29 columns in the lines that the lab publishes, the last two empty', () => {
    const sensors = Array.from({ length: 21 }, (_, i) => ([16, 17].includes(i) ? '392' : '39.06')).join(' ');
    const lines = [1, 2].map((cycle) => `train_FD001.txt 1 ${cycle} -0.0007 -0.0004 100.0 ${sensors}  `);
    const found = columns(lines, { Delimiter: ' ', ContainsHeader: 'ABSENT' });
    assert.equal(found?.length, 29);
    const whole = ['col1', 'col2', 'col22', 'col23'];
    for (const [index, column] of found.entries()) {
      const [name, type] = column.split(' ');
      assert.equal(name, `col${index}`);
      const expected = index === 0 || index > 26 ? 'string' : whole.includes(name) ? 'bigint' : 'double';
      assert.equal(type, expected, column);
    }
  });

  it('tells whole numbers from decimals as they are written', () => {
    assert.deepEqual(columns(['1,1.0,100.,-7,1e3,9223372036854775808', '2,2.5,3,+8,.5,1']), [
      'col0 bigint',
      'col1 double',
      'col2 double',
      'col3 bigint',
      'col4 double',
      'col5 double',
    ]);
  });

  it('takes a first line for a header only when it is text and the lines below are not', () => {
    assert.deepEqual(columns(['Name;Age', 'a;1', 'b;2']), ['name string', 'age bigint']);
    assert.deepEqual(columns(['name;city', 'a;x', 'b;y']), ['col0 string', 'col1 string']);
    assert.deepEqual(columns(['name;1', 'a;1', 'b;2']), ['col0 string', 'col1 bigint']);
    assert.deepEqual(columns(['name;city', 'a;x'], { ContainsHeader: 'PRESENT' }), [
      'name string',
      'city string',
    ]);
    assert.deepEqual(columns(['a;1', 'b;2'], { Header: ['first', 'second'], ContainsHeader: 'ABSENT' }), [
      'first string',
      'second bigint',
    ]);
  });

  it('does not take space-separated text for CSV without a classifier', () => {
    assert.equal(columns(['a 1 2', 'b 2 3']), undefined);
  });

  it('wants two columns and two lines, unless the classifier allows one column', () => {
    assert.equal(columns(['1,2']), undefined);
    assert.equal(columns(['1', '2']), undefined);
    assert.deepEqual(columns(['1', '2'], { Delimiter: ',', AllowSingleColumn: true }), ['col0 bigint']);
  });

  it('refuses lines of different widths', () => {
    assert.equal(columns(['1,2', '1,2,3', '1', '1,2,3,4']), undefined);
  });

  it('reads quoted fields, and asks for the SerDe that can', () => {
    const found = csvSchema(['"a,b",1', '"c ""d""",2']);
    assert.deepEqual(found?.csv, { delimiter: ',', header: false, quoted: true, quote: '"' });
    assert.deepEqual(splitLine('"a,b",1,"c ""d"""', ',', '"'), ['a,b', '1', 'c "d"']);
  });

  it('lets a classifier name the types', () => {
    const custom = { CustomDatatypeConfigured: true, CustomDatatypes: ['STRING', 'DATE'] };
    assert.deepEqual(columns(['1,2026-01-01', '2,2026-01-02'], custom), ['col0 string', 'col1 date']);
  });
});
