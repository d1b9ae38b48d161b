import assert from 'node:assert/strict';
import { CsvError, readCsv } from '../../../../../src/practice/engines/boosting/csvMatrix.ts';

const read = (text: string | string[], weighted = false, labelled = true) =>
  readCsv(
    [text].flat().map((each, index) => ({ name: `file${index}`, bytes: Buffer.from(each) })),
    { labelled, weighted },
  );

describe('reading CSV into a matrix', () => {
  it('takes the first column for the label and keeps the features column by column', () => {
    const matrix = read(['1,2,3\n4,5,6\n', '7,8,9']);
    assert.deepEqual([matrix.rows, matrix.columns], [3, 2]);
    assert.deepEqual([...matrix.labels], [1, 4, 7]);
    assert.deepEqual([...matrix.values], [2, 5, 8, 3, 6, 9]);
  });

  it('takes the second column for the weight when asked', () => {
    const matrix = read('1,0.5,3\n4,2,6\n', true);
    assert.deepEqual([...(matrix.weights ?? [])], [0.5, 2]);
    assert.deepEqual([...matrix.values], [3, 6]);
  });

  it('reads every number as Number does, whatever its notation', () => {
    const texts = [
      '0.1',
      '-12.75',
      '1e-3',
      '1.5E2',
      '.5',
      '5.',
      '+3',
      '123456789012345678',
      '0.000000000000000000012',
    ];
    const { values } = read(texts.join(','), false, false);
    assert.deepEqual(
      [...values],
      texts.map((text) => Math.fround(Number(text))),
    );
  });

  it('takes empty fields and nan for missing values, blank lines for none, and CRLF for line ends', () => {
    const matrix = read('1,,nan\r\n\r\n2,3,-NaN  \r\n');
    assert.equal(matrix.rows, 2);
    assert.deepEqual([...matrix.values], [NaN, 3, NaN, NaN]);
  });

  it('finds another delimiter on the first line', () => {
    for (const delimiter of ['\t', ';', '|', ' ']) {
      assert.deepEqual([...read(['1', '2', '3'].join(delimiter)).values], [2, 3]);
    }
  });

  it('says where a field is no number', () => {
    assert.throws(
      () => read(['1,2\n', '3,4\n5,abc\n']),
      (error: unknown) => {
        assert.ok(error instanceof CsvError);
        assert.match(error.message, /'abc' \(line 2, column 2 of file1\)/);
        return true;
      },
    );
  });

  it('says where a row has another number of fields', () => {
    assert.throws(() => read('1,2,3\n4,5\n'), /expected 3 columns .* got 2 \(line 2 of file0\)/);
  });

  it('refuses rows that have a label and nothing else', () => {
    assert.throws(() => read('1\n2\n'), CsvError);
  });
});
