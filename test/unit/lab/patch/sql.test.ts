import assert from 'node:assert/strict';
import { readCtas } from '../../../../src/lab/patch/ctas.ts';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import { foreignNames } from '../../../../src/lab/patch/foreignNames.ts';
import { patchSql, type CtasFacts } from '../../../../src/lab/patch/patchSql.ts';
import { sqlTokens } from '../../../../src/lab/patch/sqlTokens.ts';
import { otherAccount, thisAccount } from './account.ts';

const patched = (text: string, facts: CtasFacts = {}, names = thisAccount) =>
  applyEdits(text, patchSql(text, names, facts));

/** A CTAS of the shape that clones of the lab have: another account's names, one hour, no compression property. */
const clonedCtas = (parts: { location?: string; table?: string; where?: string }) =>
  [
    '-- split by unit; see s3://datalake-published-data-999/',
    'CREATE TABLE datalake_curated_datasets.split_rows',
    `WITH (format = 'TEXTFILE', field_delimiter = ',', external_location = '${parts.location ?? 's3://datalake-published-data-999-eu-west-1-q/train/'}',`,
    "  partitioned_by = ARRAY['split', 'year', 'month', 'day', 'hour'])",
    "AS SELECT failure_cycle, cycle, CASE WHEN unit_number % 3 = 0 THEN 'validation' ELSE 'train' END AS split, year, month, day, hour",
    `FROM "datalake_curated_datasets"."${parts.table ?? 'datalake_curated_datasets_999_eu_west_1_q'}"`,
    parts.where ?? "WHERE hour='08'",
    '',
  ].join('\r\n');

describe('patching a CTAS', () => {
  it('gives a clone of the lab this account its location, table and hours, and keeps the rest', () => {
    const done = clonedCtas({
      location: `s3://${thisAccount.publishedBucket}/train/`,
      table: thisAccount.curatedTable ?? '',
      where: "WHERE hour IN ('14', '15')",
    });
    assert.equal(patched(clonedCtas({}), { hours: ['15', '14', '15'] }), done);
    assert.deepEqual(patchSql(done, thisAccount, { hours: ['14', '15'] }), []);
  });

  const locations = [
    's3://datalake-published-data-ACCOUNT-REGION-RANDOM/train/',
    's3://datalake-published-data-<account>-<region>/train/',
    's3://<published bucket>/train/',
    's3://YOUR_BUCKET/train/',
    's3://${PublishedBucket}/train/',
    's3:///train/',
  ];
  for (const location of locations) {
    it(`takes ${location} for a placeholder of the published bucket`, () => {
      const wanted = `external_location = 's3://${thisAccount.publishedBucket}/train/'`;
      assert.ok(patched(clonedCtas({ location })).includes(wanted));
    });
  }

  it("leaves a location alone that is a bucket of the attendee's own", () => {
    const location = 's3://my-own-bucket/train/';
    assert.ok(patched(clonedCtas({ location })).includes(`'${location}'`));
  });

  const tables: [before: string, after: string][] = [
    ['FROM datalake_curated_datasets_1_us_east_1_x c', `FROM ${thisAccount.curatedTable} c`],
    ['FROM `datalake_curated_dataset_1`', `FROM \`${thisAccount.curatedTable}\``],
    ['FROM "datalake-curated-datasets-1"', `FROM "${thisAccount.curatedTable}"`],
    [
      'FROM "datalake_curated_datasets"."datalake_curated_datasets_<random>"',
      `FROM "datalake_curated_datasets"."${thisAccount.curatedTable}"`,
    ],
    ["SELECT 'datalake_curated_datasets_1'", "SELECT 'datalake_curated_datasets_1'"],
    [
      'SELECT 1 /* datalake_curated_datasets_1 */ -- datalake_curated_datasets_1',
      'SELECT 1 /* datalake_curated_datasets_1 */ -- datalake_curated_datasets_1',
    ],
    ['FROM my_datalake_curated_datasets_1', 'FROM my_datalake_curated_datasets_1'],
    ["LOCATION 's3://datalake-curated-datasets-4/a'", `LOCATION 's3://${thisAccount.curatedBucket}/a'`],
  ];
  for (const [before, after] of tables) {
    it(`${before === after ? 'leaves' : 'renames in'} ${before}`, () => assert.equal(patched(before), after));
  }

  const filters: [before: string, hours: string[], after: string][] = [
    ["WHERE hour='08'", ['14'], "WHERE hour='14'"],
    ["WHERE hour='08'", ['08'], "WHERE hour='08'"],
    [`WHERE "hour" = '08' AND cycle > 3`, ['08', '09'], `WHERE "hour" IN ('08', '09') AND cycle > 3`],
    [`WHERE c.HOUR in ('08','09')`, ['09', '08'], `WHERE c.HOUR in ('08','09')`],
    [`WHERE hour IN ( '08' )`, ['09'], `WHERE hour = '09'`],
    [`WHERE hour <> '08' OR hour > '09'`, ['14'], `WHERE hour <> '08' OR hour > '09'`],
    [`WHERE hour='08'`, [], `WHERE hour='08'`],
    [`WHERE day = '08'`, ['14'], `WHERE day = '08'`],
  ];
  for (const [where, hours, after] of filters) {
    it(`makes ${where} with hours ${hours.join(' ') || 'unknown'} into ${after}`, () => {
      const ctas = clonedCtas({ where });
      const expected = patched(clonedCtas({ where: after }));
      assert.equal(patched(ctas, { hours }), expected);
      assert.equal(patched(expected, { hours }), expected);
    });
  }

  it('leaves the hours of an INSERT and of a query as they are', () => {
    for (const text of [
      `INSERT INTO split_rows SELECT 1 FROM x WHERE hour = '19'`,
      `SELECT count(*) FROM x WHERE hour = '08'`,
    ]) {
      assert.equal(patched(text, { hours: ['01'] }), text);
    }
  });

  it('compresses as the training image reads', () => {
    const plain = patched(clonedCtas({}), { compression: 'None' });
    assert.match(plain, /WITH \(write_compression = 'NONE', format = 'TEXTFILE'/);
    assert.deepEqual(patchSql(plain, thisAccount, { compression: 'None' }), []);
    assert.match(patched(plain, { compression: 'Gzip' }), /WITH \(write_compression = 'GZIP', format/);
    assert.equal(patched(clonedCtas({}), { compression: 'Gzip' }), patched(clonedCtas({})));
  });

  it('renames databases where the event calls them otherwise', () => {
    const text = patched(clonedCtas({}), {}, otherAccount);
    assert.match(text, /CREATE TABLE course_7_out\.split_rows/);
    assert.match(text, /FROM "course_7_out"\."course_curated_7"/);
    assert.match(text, /'s3:\/\/course-published-7\/train\/'/);
  });
});

describe('a CTAS', () => {
  it('tells its table, location and partition columns', () => {
    const ctas = readCtas(clonedCtas({}));
    assert.equal(ctas?.database?.value, 'datalake_curated_datasets');
    assert.equal(ctas.table.value, 'split_rows');
    assert.equal(ctas.externalLocation?.value, 's3://datalake-published-data-999-eu-west-1-q/train/');
    assert.deepEqual(ctas.partitionedBy, ['split', 'year', 'month', 'day', 'hour']);
    assert.deepEqual(
      ctas.hourFilters.map(({ hours }) => hours),
      [['08']],
    );
  });

  it('may be the second statement, quoted, without a database and without properties', () => {
    const ctas = readCtas('DROP TABLE x; CREATE TABLE IF NOT EXISTS "my table" AS SELECT 1 AS a; SELECT 2');
    assert.equal(ctas?.database, undefined);
    assert.equal(ctas?.table.value, 'my table');
    assert.equal(ctas.externalLocation, undefined);
  });

  it('is not seen in a query, in a comment or in a table without SELECT', () => {
    for (const text of [
      'SELECT 1',
      '-- CREATE TABLE a AS SELECT 1',
      'CREATE TABLE a',
      'CREATE EXTERNAL TABLE a (b int)',
      '',
    ]) {
      assert.equal(readCtas(text), undefined);
    }
  });
});

describe('names of another account', () => {
  it('are told with what they are, where, and what they are called here', () => {
    const text = clonedCtas({});
    const found = foreignNames(text, 'sql', thisAccount);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['publishedBucket', 'curatedTable'],
    );
    for (const use of found) {
      assert.equal(text.slice(use.offset, use.offset + use.length), use.found);
      assert.equal(use.wanted, thisAccount[use.name]);
    }
    assert.deepEqual(
      foreignNames(`p = 's3://datalake-curated-datasets-1/'`, 'python', thisAccount).map(
        ({ offset }) => offset,
      ),
      [10],
    );
  });
});

describe('the tokens of a SQL text', () => {
  it('keep doubled quotes inside, and pass over comments', () => {
    const tokens = sqlTokens(`SELECT 'it''s', "a""b" -- 'x'\n/* "y" */ FROM \`t\``);
    assert.deepEqual(
      tokens.map(({ body }) => body),
      ['SELECT', "it''s", ',', 'a""b', 'FROM', 't'],
    );
  });
});
