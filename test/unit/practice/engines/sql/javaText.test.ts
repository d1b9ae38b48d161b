import assert from 'node:assert/strict';
import {
  createEngine,
  type Engine,
  type Session,
} from '../../../../../src/practice/engines/duckdb/engine.ts';
import { javaTextMacros, textOf } from '../../../../../src/practice/engines/sql/javaText.ts';

/** What Java's Double.toString says, from version 19 on. */
const doubles = [
  ['0', '0.0'],
  ['-0.0', '-0.0'],
  ['1', '1.0'],
  ['-1.5', '-1.5'],
  ['100', '100.0'],
  ['0.1', '0.1'],
  ['0.001', '0.001'],
  ['0.00099999', '9.9999E-4'],
  ['0.0004', '4.0E-4'],
  ['1e-5', '1.0E-5'],
  ['123456.789', '123456.789'],
  ['9999999', '9999999.0'],
  ['9999999.999', '9999999.999'],
  ['1e7', '1.0E7'],
  ['12345678', '1.2345678E7'],
  ['-12345678.9', '-1.23456789E7'],
  ['1e10', '1.0E10'],
  ['123456789012', '1.23456789012E11'],
  ['1e15', '1.0E15'],
  ['1e16', '1.0E16'],
  ['9007199254740993', '9.007199254740992E15'],
  ['1.7976931348623157e308', '1.7976931348623157E308'],
  ['2.2250738585072014e-308', '2.2250738585072014E-308'],
  ['4.9e-324', '4.9E-324'],
  ['9.9e-324', '9.9E-324'],
  ['2e-323', '2.0E-323'],
  ['3e-323', '3.0E-323'],
  ['1.5e-323', '1.5E-323'],
  ['1e-320', '1.0E-320'],
  ['1.2e-320', '1.2E-320'],
  ['1e-310', '1.0E-310'],
  ['1e21', '1.0E21'],
  ['1e22', '1.0E22'],
  ['1e23', '1.0E23'],
  ['1.0e-7', '1.0E-7'],
  ['1.23456e-12', '1.23456E-12'],
  ['3.141592653589793', '3.141592653589793'],
  ['0.3333333333333333', '0.3333333333333333'],
  ['2e-3', '0.002'],
  ['5e-324', '4.9E-324'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['-Infinity', '-Infinity'],
  ['1e100', '1.0E100'],
  ['518.67', '518.67'],
  ['642.3500000000001', '642.3500000000001'],
  ['1234567890123456789', '1.2345678901234568E18'],
  ['0.1e-9', '1.0E-10'],
  ['2.5e-9', '2.5E-9'],
  ['20000000', '2.0E7'],
  ['1e-3', '0.001'],
  ['9.999e-4', '9.999E-4'],
] as const;

/** What Java's Float.toString says, from version 19 on. */
const floats = [
  ['0', '0.0'],
  ['-0.0', '-0.0'],
  ['1', '1.0'],
  ['0.1', '0.1'],
  ['100', '100.0'],
  ['0.001', '0.001'],
  ['0.0009', '9.0E-4'],
  ['1e7', '1.0E7'],
  ['9999999', '9999999.0'],
  ['16777216', '1.6777216E7'],
  ['12345678', '1.2345678E7'],
  ['3.4028235e38', '3.4028235E38'],
  ['1.17549435e-38', '1.1754944E-38'],
  ['1.4e-45', '1.4E-45'],
  ['2.8e-45', '2.8E-45'],
  ['4e-45', '4.2E-45'],
  ['1e-40', '1.0E-40'],
  ['1e10', '1.0E10'],
  ['1e-10', '1.0E-10'],
  ['0.3', '0.3'],
  ['NaN', 'NaN'],
  ['-Infinity', '-Infinity'],
  ['3.1415927', '3.1415927'],
] as const;

describe('numbers as Java writes them', () => {
  let engine: Engine;
  let session: Session;
  before(async () => {
    engine = await createEngine({ folders: [], memoryLimitMiB: 100, threads: 1 });
    session = await engine.session();
    await session.run(javaTextMacros.join(';'));
  });
  after(() => {
    session.close();
    engine.close();
  });

  for (const [type, numbers] of [
    ['DOUBLE', doubles],
    ['FLOAT', floats],
  ] as const) {
    it(`writes every kind of ${type} as Java does`, async () => {
      for (const [number, text] of numbers) {
        const { rows } = await session.query(
          `SELECT ${textOf('x', type)} FROM (SELECT CAST('${number}' AS ${type}) AS x)`,
        );
        assert.equal(rows[0]?.[0], text, number);
      }
    });
  }

  it('writes lists, maps and rows with Java’s numbers in them, and NULL inside as null', async () => {
    const text = async (value: string, type: string): Promise<unknown> =>
      (await session.query(`SELECT ${textOf('x', type)} FROM (SELECT CAST(${value} AS ${type}) AS x)`))
        .rows[0]?.[0];
    assert.equal(await text('[1e7, NULL, 0.5]', 'DOUBLE[]'), '[1.0E7, null, 0.5]');
    assert.equal(await text("MAP {'a': 1e-4}", 'MAP(VARCHAR, DOUBLE)'), '{a=1.0E-4}');
    assert.equal(await text("{'a': 100, 'b': NULL}", 'STRUCT("a" DOUBLE, "b" VARCHAR)'), '{a=100.0, b=null}');
    assert.equal(await text('NULL', 'DOUBLE[]'), null);
    assert.equal(await text("'\\x01\\xAB'", 'BLOB'), '01 ab');
  });
});
