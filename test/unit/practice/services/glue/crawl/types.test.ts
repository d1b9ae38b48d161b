import assert from 'node:assert/strict';
import { exclusion } from '../../../../../../src/practice/services/glue/crawl/exclusions.ts';
import {
  mergeTypes,
  scalar,
  typeText,
  unknown,
} from '../../../../../../src/practice/services/glue/crawl/hiveType.ts';
import { jsonSchema } from '../../../../../../src/practice/services/glue/crawl/jsonSchema.ts';
import { hiveTypeOf } from '../../../../../../src/practice/services/glue/crawl/parquetSchema.ts';
import { hashedTableName, tableName } from '../../../../../../src/practice/services/glue/crawl/tableName.ts';

describe('crawled types and names', () => {
  it('merges types to the narrowest that holds both', () => {
    const merged = (a: string, b: string): string => typeText(mergeTypes(scalar(a), scalar(b)));
    assert.equal(merged('bigint', 'double'), 'double');
    assert.equal(merged('int', 'bigint'), 'bigint');
    assert.equal(merged('float', 'double'), 'double');
    assert.equal(merged('bigint', 'boolean'), 'string');
    assert.equal(typeText(mergeTypes(unknown, scalar('bigint'))), 'bigint');
    assert.equal(typeText(unknown), 'string');
  });

  it('reads nested JSON lines', () => {
    const found = jsonSchema(['{"a":1,"B":{"c":[1,2.5]},"d":null}', '{"a":3000000000,"d":true}']);
    assert.deepEqual(
      found?.columns.map(({ name, type }) => `${name} ${typeText(type)}`),
      ['a bigint', 'b struct<c:array<double>>', 'd boolean'],
    );
    assert.equal(jsonSchema(['{"a":1}', 'not json']), undefined);
    assert.equal(jsonSchema([]), undefined);
  });

  it("writes DuckDB's types as Hive's", () => {
    assert.equal(hiveTypeOf('BIGINT'), 'bigint');
    assert.equal(hiveTypeOf('DECIMAL(10, 2)'), 'decimal(10,2)');
    assert.equal(hiveTypeOf('TIMESTAMP WITH TIME ZONE'), 'timestamp');
    assert.equal(
      hiveTypeOf('STRUCT(a INTEGER, "b c" MAP(VARCHAR, DOUBLE[]))[]'),
      'array<struct<a:int,b c:map<string,array<double>>>>',
    );
  });

  it('excludes by globs relative to the target', () => {
    const cases: [string, string, boolean][] = [
      ['*.csv', 'a.csv', true],
      ['*.csv', 'x/a.csv', false],
      ['**.csv', 'x/a.csv', true],
      ['x/**', 'x/y/z', true],
      ['?.{csv,json}', 'a.json', true],
      ['?.{csv,json}', 'ab.json', false],
      ['[a-c].txt', 'b.txt', true],
      ['[!a-c].txt', 'b.txt', false],
      ['\\*.txt', '*.txt', true],
      ['\\*.txt', 'a.txt', false],
      ['a.c', 'abc', false],
    ];
    for (const [pattern, key, expected] of cases) {
      assert.equal(exclusion(pattern)(key), expected, `${pattern} on ${key}`);
    }
  });

  it('names tables by the rules of the catalog', () => {
    assert.equal(
      tableName('datalake-curated-datasets-123-us-east-1-ab'),
      'datalake_curated_datasets_123_us_east_1_ab',
    );
    assert.equal(tableName('Année 1', 'pre_'), 'pre_ann_e_1');
    assert.equal(tableName('x'.repeat(200)).length, 128);
    assert.match(hashedTableName('data', 's3://b/data/'), /^data_[0-9a-f]{32}$/);
    assert.equal(hashedTableName('x'.repeat(128), 's3://b/').length, 128);
  });
});
