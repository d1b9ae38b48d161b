import assert from 'node:assert/strict';
import { csvTable } from '../../../../src/lab/preview/csvTable.ts';

const names = (text: string): string[] | undefined => csvTable(text, true)?.columns.map(({ name }) => name);

describe('A table in a text', () => {
  it("has the first line's names where no field of it is a number", () => {
    const table = csvTable('"split","rows"\n"train","108480"\n"validation","27159"\n', true);
    assert.deepEqual(table, {
      columns: [{ name: 'split' }, { name: 'rows' }],
      rows: [
        ['train', '108480'],
        ['validation', '27159'],
      ],
    });
  });

  it('numbers its columns where the first line is data already', () => {
    assert.deepEqual(csvTable('191,1,0.5\n190,2,0.25\n', true), {
      columns: [{ name: '1' }, { name: '2' }, { name: '3' }],
      rows: [
        ['191', '1', '0.5'],
        ['190', '2', '0.25'],
      ],
    });
  });

  it('is told by comma, tab, semicolon, bar or blanks', () => {
    assert.deepEqual(names('a,b\n1,2'), ['a', 'b']);
    assert.deepEqual(names('a\tb\n1\t2'), ['a', 'b']);
    assert.deepEqual(names('a;b,c\n1;2,3'.replaceAll(',', '.')), ['a', 'b.c']);
    assert.deepEqual(names('a|b\n1|2'), ['a', 'b']);
    // As NASA's files: runs of blanks, and some at the end of the line.
    assert.deepEqual(csvTable('1 1  -0.0007 100.0  \n1 2   0.0019 100.0  \n', true)?.rows[1], [
      '1',
      '2',
      '0.0019',
      '100.0',
    ]);
  });

  it('keeps separators and line breaks that stand in quotes', () => {
    assert.deepEqual(csvTable('a,b\n"x, y","two\nlines"\n', true)?.rows, [['x, y', 'two\nlines']]);
  });

  it('leaves out a last line that may be cut', () => {
    assert.deepEqual(csvTable('a,b\n1,2\n3,', false)?.rows, [['1', '2']]);
  });

  it('is not made of prose, code or a single column', () => {
    for (const text of ['', 'one\ntwo\n', 'This is a text.\nIt goes on with more words.\n', 'a,b\nc\n']) {
      assert.equal(csvTable(text, true), undefined);
    }
  });
});
