import assert from 'node:assert/strict';
import { openTrinoEvaluator, type TrinoEvaluator } from '../../../../support/trinoEvaluator.ts';

/** Expressions, their text as Athena writes it (undefined for NULL), and what they are selected from. */
type Cases = readonly (readonly [expression: string, text: string | undefined, from?: string])[];

const collections: Cases = [
  ['cardinality(ARRAY[1,2,3])', '3'],
  ['ARRAY[1,2,3][2]', '2'],
  ['element_at(ARRAY[1,2,3], -1)', '3'],
  ['element_at(ARRAY[1], 5)', undefined],
  ["element_at(MAP(ARRAY['a'], ARRAY[1]), 'a')", '1'],
  ["MAP(ARRAY['a'], ARRAY[1])['a']", '1'],
  ["element_at(MAP(ARRAY['a'], ARRAY[1]), 'b')", undefined],
  ["cardinality(MAP(ARRAY['a'], ARRAY[1]))", '1'],
  ['contains(ARRAY[1,2], 2)', 'true'],
  ['array_distinct(ARRAY[1,1])', '[1]'],
  ['array_sort(ARRAY[3,1,2])', '[1, 2, 3]'],
  ['array_max(ARRAY[1,3])', '3'],
  ['array_min(ARRAY[1,3])', '1'],
  ['array_position(ARRAY[5,6], 6)', '2'],
  ['array_position(ARRAY[5,6], 7)', '0'],
  ['array_remove(ARRAY[1,2,1], 1)', '[2]'],
  ['array_intersect(ARRAY[1,2], ARRAY[2,3])', '[2]'],
  ['array_except(ARRAY[1,2], ARRAY[2])', '[1]'],
  ['array_union(ARRAY[1], ARRAY[2])', '[1, 2]'],
  ["array_join(ARRAY['a', NULL, 'b'], ',')", 'a,b'],
  ["array_join(ARRAY[1, NULL], ',', 'x')", '1,x'],
  ['arrays_overlap(ARRAY[1,2], ARRAY[2])', 'true'],
  ['array_first(ARRAY[1,2])', '1'],
  ['array_last(ARRAY[1,2])', '2'],
  ['flatten(ARRAY[ARRAY[1], ARRAY[2]])', '[1, 2]'],
  ['sequence(1, 5, 2)', '[1, 3, 5]'],
  ['sequence(1, 3)', '[1, 2, 3]'],
  ['sequence(3, 1)', '[3, 2, 1]'],
  ['slice(ARRAY[1,2,3,4], 2, 2)', '[2, 3]'],
  ['repeat(7, 2)', '[7, 7]'],
  ['reverse(ARRAY[1,2])', '[2, 1]'],
  ['ARRAY[1] || ARRAY[2]', '[1, 2]'],
  ['concat(ARRAY[1], ARRAY[2])', '[1, 2]'],
  ["zip(ARRAY[1], ARRAY['a'])", '[{field0=1, field1=a}]'],
  ['transform(ARRAY[1,2], x -> x * 2)', '[2, 4]'],
  ['filter(ARRAY[1,2,3], x -> x > 1)', '[2, 3]'],
  ['reduce(ARRAY[1,2,3], 0, (s, x) -> s + x, s -> s)', '6'],
  ['any_match(ARRAY[1,2], x -> x > 1)', 'true'],
  ['all_match(ARRAY[1,2], x -> x > 1)', 'false'],
  ['none_match(ARRAY[1,2], x -> x > 5)', 'true'],
  ["map_keys(MAP(ARRAY['a','b'], ARRAY[1,2]))", '[a, b]'],
  ["map_values(MAP(ARRAY['a','b'], ARRAY[1,2]))", '[1, 2]'],
  ["map_entries(MAP(ARRAY['a'], ARRAY[1]))", '[{field0=a, field1=1}]'],
  ["map_from_entries(ARRAY[ROW('a', 1)])", '{a=1}'],
  ["ROW(1, 'a')", '{field0=1, field1=a}'],
  ["CAST(ROW(1, 'a') AS ROW(n integer, s varchar)).s", 'a'],
];

const json: Cases = [
  [`json_extract('{"a":{"b":2}}', '$.a.b')`, '2'],
  [`json_extract_scalar('{"a":"x"}', '$.a')`, 'x'],
  ["json_array_length('[1,2]')", '2'],
  [`json_extract_scalar('{"a":[1,2]}', '$.a[1]')`, '2'],
  [`json_format(json_parse('{"a": 1}'))`, '{"a":1}'],
  ["CAST(json_parse('[1,2]') AS array(integer))", '[1, 2]'],
  [`json_extract_scalar('{"a":{"b":2}}', '$.a')`, undefined],
];

const aggregates: Cases = [
  ['CAST(avg(n) AS integer)', '2', '(VALUES 1, 2) AS t(n)'],
  ['CAST(sum(n) AS varchar)', '3', '(VALUES 1, 2) AS t(n)'],
  ["date_trunc('month', max(d))", '2026-01-01', "(VALUES DATE '2026-01-05') AS t(d)"],
  ["date_add('day', 1, max(d))", '2026-01-06', "(VALUES DATE '2026-01-05') AS t(d)"],
  ["max(d) + INTERVAL '1' DAY", '2026-01-06', "(VALUES DATE '2026-01-05') AS t(d)"],
  ['sum(n) OVER () / 2', '1', '(VALUES 1, 2) AS t(n)'],
  ['sum(n) / count(*)', '1', '(VALUES 1, 2) AS t(n)'],
  ['count(*) / sum(n)', '0', '(VALUES 1, 2) AS t(n)'],
  ['sum(n) / 2', '1', '(VALUES 1, 2) AS t(n)'],
  ['sum(n) / sum(m)', '2', '(VALUES (4, 2)) AS t(n, m)'],
  ['sum(n) / 2e0', '1.5', '(VALUES 1, 2) AS t(n)'],
  ['1e0 * sum(n) / sum(n)', '1.0', '(VALUES 1, 2) AS t(n)'],
  ['avg(n) / sum(n)', '0.5', '(VALUES 1, 2) AS t(n)'],
  ['sum(x) / count(*)', '0.75', '(VALUES 0.5e0, 1e0) AS t(x)'],
  ['sum(x) / count(*)', '0.75', '(VALUES CAST(0.5 AS real), CAST(1 AS real)) AS t(x)'],
  ['count(*)', '3', '(VALUES 1, 2, 3) AS t(n)'],
  ['sum(n)', '6', '(VALUES 1, 2, 3) AS t(n)'],
  ['avg(n)', '2.0', '(VALUES 1, 2, 3) AS t(n)'],
  ['min(n)', '1', '(VALUES 1, 2, 3) AS t(n)'],
  ['max(n, 2)', '[3, 2]', '(VALUES 1, 2, 3) AS t(n)'],
  ['min(n, 2)', '[1, 2]', '(VALUES 1, 2, 3) AS t(n)'],
  ['max_by(s, n)', 'b', "(VALUES (1, 'a'), (2, 'b')) AS t(n, s)"],
  ['min_by(s, n)', 'a', "(VALUES (1, 'a'), (2, 'b')) AS t(n, s)"],
  ['count_if(n > 1)', '2', '(VALUES 1, 2, 3) AS t(n)'],
  ['count_if(n > 1)', '0', '(VALUES 1) AS t(n) WHERE n > 5'],
  ['count(*) FILTER (WHERE n > 1)', '2', '(VALUES 1, 2, 3) AS t(n)'],
  ['bool_and(n > 0)', 'true', '(VALUES 1, 2, 3) AS t(n)'],
  ['every(n > 1)', 'false', '(VALUES 1, 2, 3) AS t(n)'],
  ['bool_or(n > 2)', 'true', '(VALUES 1, 2, 3) AS t(n)'],
  ['array_agg(n ORDER BY n DESC)', '[3, 2, 1]', '(VALUES 1, 2, 3) AS t(n)'],
  ['map_agg(s, n)', '{a=1, b=2}', "(VALUES (1, 'a'), (2, 'b')) AS t(n, s)"],
  ['histogram(n)', '{1=2, 2=1}', '(VALUES 1, 1, 2) AS t(n)'],
  ['approx_distinct(n)', '2', '(VALUES 1, 1, 2) AS t(n)'],
  ['approx_percentile(n, 0.5)', '2', '(VALUES 1, 2, 3) AS t(n)'],
  ['stddev(n)', '1.0', '(VALUES 1, 2, 3) AS t(n)'],
  ['stddev_pop(n)', '0.816496580927726', '(VALUES 1, 2, 3) AS t(n)'],
  ['variance(n)', '1.0', '(VALUES 1, 2, 3) AS t(n)'],
  ['var_pop(n)', '0.6666666666666666', '(VALUES 1, 2, 3) AS t(n)'],
  ['corr(n, m)', '1.0', '(VALUES (1, 2), (2, 4)) AS t(n, m)'],
  ['covar_pop(n, m)', '0.5', '(VALUES (1, 2), (2, 4)) AS t(n, m)'],
  ['regr_slope(m, n)', '2.0', '(VALUES (1, 2), (2, 4)) AS t(n, m)'],
  ['regr_intercept(m, n)', '0.0', '(VALUES (1, 2), (2, 4)) AS t(n, m)'],
  ['skewness(n)', '0.0', '(VALUES 1e0, 2e0, 3e0) AS t(n)'],
  ['geometric_mean(n)', '2.0', '(VALUES 1e0, 4e0) AS t(n)'],
  ['arbitrary(n)', '1', '(VALUES 1) AS t(n)'],
  ['any_value(n)', '1', '(VALUES 1) AS t(n)'],
  ["listagg(s, ',') WITHIN GROUP (ORDER BY s DESC)", 'b,a', "(VALUES 'a', 'b') AS t(s)"],
  ['entropy(n)', '1.0', '(VALUES 1, 1) AS t(n)'],
  ['sum(n)', '1.5', '(VALUES 0.5, 1.0) AS t(n)'],
  ['approx_percentile(n, ARRAY[0.0, 1.0])', '[1, 3]', '(VALUES 1, 2, 3) AS t(n)'],
  ['bitwise_and_agg(n)', '2', '(VALUES 2, 3) AS t(n)'],
  ['map_concat(MAP(ARRAY[1],ARRAY[2]), MAP(ARRAY[3],ARRAY[4]))', '{1=2, 3=4}'],
];

const windows: Cases = [
  ['row_number() OVER (ORDER BY n)', '1', '(VALUES 5) AS t(n)'],
  ['rank() OVER (ORDER BY n)', '1', '(VALUES 5) AS t(n)'],
  ['lag(n, 1, 0) OVER (ORDER BY n)', '0', '(VALUES 5) AS t(n)'],
  ['lead(n) OVER (ORDER BY n)', undefined, '(VALUES 5) AS t(n)'],
  ['first_value(n) OVER (ORDER BY n)', '5', '(VALUES 5) AS t(n)'],
  ['ntile(2) OVER (ORDER BY n)', '1', '(VALUES 5) AS t(n)'],
  ['percent_rank() OVER (ORDER BY n)', '0.0', '(VALUES 5) AS t(n)'],
  ['cume_dist() OVER (ORDER BY n)', '1.0', '(VALUES 5) AS t(n)'],
  ['dense_rank() OVER (ORDER BY n)', '1', '(VALUES 5) AS t(n)'],
  ['nth_value(n, 1) OVER (ORDER BY n)', '5', '(VALUES 5) AS t(n)'],
  [
    'sum(n) OVER (PARTITION BY n ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)',
    '5',
    '(VALUES 5) AS t(n)',
  ],
  ['random(1)', '0'],
  ['rand() < 1', 'true'],
  ['random(3, 4)', '3'],
  ['length(CAST(uuid() AS varchar))', '36'],
  ['(SELECT max(x) FROM UNNEST(ARRAY[1,2]) WITH ORDINALITY AS u(x, o))', '2'],
];

describe('Trino’s collections and aggregates', () => {
  let trino: TrinoEvaluator;
  before(async () => {
    trino = await openTrinoEvaluator();
  });
  after(() => trino.close());

  const hold = async (cases: Cases): Promise<void> => {
    for (const [expression, text, from] of cases) {
      assert.equal(await trino.text(expression, from), text, expression);
    }
  };

  it('works on arrays, maps and rows as Trino does', () => hold(collections));
  it('reads JSON as Trino does', () => hold(json));
  it('aggregates as Trino does', () => hold(aggregates));
  it('looks through windows as Trino does', () => hold(windows));
});
