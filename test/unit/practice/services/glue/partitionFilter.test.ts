import assert from 'node:assert/strict';
import { partitionFilter } from '../../../../../src/practice/services/glue/partitionFilter.ts';

const keys = [
  { Name: 'year', Type: 'string' },
  { Name: 'hour', Type: 'string' },
  { Name: 'n', Type: 'int' },
  { Name: 'x', Type: 'double' },
];
const partitions = [
  ['2025', '08', '2', '0.5'],
  ['2026', '08', '10', '1.5'],
  ['2026', '19', '-3', '2'],
];

/** Positions of the partitions that match. */
const matching = (expression: string): number[] => {
  const matches = partitionFilter(expression, keys);
  return partitions.flatMap((values, index) => (matches(values) ? [index] : []));
};

describe('partition filter', () => {
  const cases: [string, number[]][] = [
    ['', [0, 1, 2]],
    ["hour = '08'", [0, 1]],
    ["HOUR='08' and Year = '2026'", [1]],
    ["hour <> '08'", [2]],
    ["hour != '08'", [2]],
    ['n > 2', [1]],
    ["n >= '2'", [0, 1]],
    ['n < 0 or x <= 0.5', [0, 2]],
    ["year = '2025' OR year = '2026' AND hour = '19'", [0, 2]],
    ["(year = '2025' OR year = '2026') AND hour = '19'", [2]],
    ["NOT hour = '08'", [2]],
    ["not (hour = '08' and year = '2026')", [0, 2]],
    ['n IN (2, -3)', [0, 2]],
    ['n NOT IN (2, -3)', [1]],
    ["hour LIKE '0%'", [0, 1]],
    ["hour NOT LIKE '_9'", [0, 1]],
    ['n BETWEEN 0 AND 10', [0, 1]],
    ["hour not between '00' and '12'", [2]],
    ['x BETWEEN 1 AND 2', [1, 2]],
    ['year = 2026', [1, 2]],
    ['"hour" = \'19\'', [2]],
    ['n IS NOT NULL', [0, 1, 2]],
    ['n IS NULL', []],
  ];
  for (const [expression, expected] of cases) {
    it(`reads ${expression || 'nothing'}`, () => assert.deepEqual(matching(expression), expected));
  }

  it('compares whole numbers exactly', () => {
    const matches = partitionFilter('n = 9007199254740993', [{ Name: 'n', Type: 'bigint' }]);
    assert.equal(matches(['9007199254740993']), true);
    assert.equal(matches(['9007199254740992']), false);
  });

  it("reads quotes that are doubled, and LIKE's other characters as themselves", () => {
    const matches = partitionFilter("name LIKE 'it''s a.b%'", [{ Name: 'name', Type: 'string' }]);
    assert.equal(matches(["it's a.bc"]), true);
    assert.equal(matches(["it's axb"]), false);
  });

  const refused: [string, RegExp][] = [
    ["month = '01'", /Unknown column 'month'/],
    ['n = abc', /Unsupported expression/],
    ["n = 'abc'", /"abc" is not an integer/],
    ["hour = '08' AND", /Unsupported expression/],
    ["(hour = '08'", /Unsupported expression/],
    ["hour = '08' hour = '09'", /Unsupported expression/],
    ['n LIKE 1', /doesn't support operation 'LIKE'/],
    ['hour ~ 1', /Unsupported expression/],
  ];
  for (const [expression, message] of refused) {
    it(`refuses ${expression}`, () => {
      assert.throws(() => matching(expression), { name: 'InvalidInputException', message });
    });
  }
});
