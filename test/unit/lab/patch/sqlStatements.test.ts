import assert from 'node:assert/strict';
import { sqlStatements, statementAt } from '../../../../src/lab/patch/sqlStatements.ts';
import { placeOfError } from '../../../../src/lab/tables/placeOfError.ts';

const text = `-- a; comment
SELECT ';', "x;y" -- ; here
FROM t ;;
/* ; */ SELECT '🚀;' `;

describe('the statements of a SQL text', () => {
  it('end at semicolons that are no part of a string, a name or a comment', () => {
    const statements = sqlStatements(text);
    assert.deepEqual(
      statements.map((statement) => statement.text),
      ['SELECT \';\', "x;y" -- ; here\nFROM t', "SELECT '🚀;'"],
    );
    for (const { offset, length, text: own } of statements)
      assert.equal(text.slice(offset, offset + length), own);
    assert.deepEqual(sqlStatements(' ; -- nothing'), []);
  });

  it('are found at an offset: the one there, else the one before', () => {
    assert.match(statementAt(text, 0)?.text ?? '', /^SELECT ';'/);
    assert.match(statementAt(text, text.indexOf(';;') + 1)?.text ?? '', /^SELECT ';'/);
    assert.match(statementAt(text, text.length)?.text ?? '', /🚀/);
    assert.equal(statementAt('-- nothing', 3), undefined);
  });
});

describe('the place that Athena names', () => {
  it('is an offset in the statement, or none', () => {
    const sql = 'SELECT a,\r\n  b\r\nFROM t';
    assert.equal(
      placeOfError(sql, "COLUMN_NOT_FOUND: line 2:3: Column 'b' cannot be resolved"),
      sql.indexOf('b'),
    );
    assert.equal(placeOfError(sql, 'line 1:1: mismatched input'), 0);
    assert.equal(placeOfError(sql, 'line 9:1: beyond'), undefined);
    assert.equal(placeOfError(sql, 'Query exhausted resources'), undefined);
  });
});
