/**
 * Trino's functions that DuckDB has under the same name, with the same meaning. Those that the SQL library knows by
 * itself (`count`, `date_parse`, `json_extract` …) are not functions to it but node kinds, and need no entry.
 */
const same =
  'abs acos asin atan atan2 avg bit_and bit_or bool_and bool_or cbrt ceil ceiling chr coalesce concat concat_ws contains corr ' +
  'cos cosh cot count covar_pop covar_samp cume_dist current_date current_time current_timestamp date_diff date_format ' +
  'date_parse date_trunc degrees dense_rank ends_with entropy exp first_value floor from_unixtime greatest histogram ' +
  'if json_array_length json_extract json_extract_scalar kurtosis lag last_value lead least length levenshtein ln ' +
  'localtimestamp log log10 log2 lower lpad ltrim map map_entries map_from_entries map_keys map_values max max_by min min_by ' +
  'mod now nth_value ntile nullif percent_rank pi position pow power quarter radians rank regexp_extract ' +
  'regexp_extract_all regexp_like regexp_replace regexp_split regr_intercept regr_slope replace reverse round ' +
  'row row_number rpad rtrim sign sin sinh skewness split split_part sqrt starts_with stddev stddev_pop stddev_samp strpos ' +
  'substr substring sum tan tanh to_unixtime translate trim try unnest upper uuid var_pop var_samp variance year month day hour ' +
  'minute second week day_of_week day_of_year any_value arbitrary array_agg array_distinct array_max array_min array_position ' +
  'array_remove array_intersect array_except array_sort cardinality date filter from_base64 from_hex from_iso8601_date ' +
  'from_iso8601_timestamp from_utf8 geometric_mean is_nan last_day_of_month listagg md5 sha256 to_base64 to_utf8 ' +
  'approx_distinct every millisecond mode timestamp';

/** Functions that DuckDB has under another name. */
export const renamed: Readonly<Record<string, string>> = {
  approx_percentile: 'quantile_disc',
  transform: 'list_transform',
  levenshtein_distance: 'levenshtein',
  hamming_distance: 'hamming',
  arrays_overlap: 'list_has_any',
  zip: 'list_zip',
  codepoint: 'unicode',
  bitwise_xor: 'xor',
  format: 'printf',
  at_timezone: 'trino_at_timezone',
  date_add: 'trino_date_add',
  json_parse: 'json',
  json_format: 'trino_json_format',
};

/** Functions that DuckDB has not, as macros: name, and their parameters and body for each type or number of arguments. */
const macros: Readonly<Record<string, readonly string[]>> = {
  array_first: ['(a) AS a[1]'],
  array_last: ['(a) AS a[-1]'],
  array_join: [
    '(a, d) AS array_to_string(a, d)',
    '(a, d, n) AS array_to_string(list_transform(a, lambda x: coalesce(CAST(x AS VARCHAR), n)), d)',
  ],
  array_union: ['(a, b) AS list_distinct(list_concat(a, b))'],
  bit_count: [
    '(x, bits) AS (CASE WHEN bits = 64 THEN bit_count(CAST(x AS BIGINT)) ELSE bit_count(CAST(x AS BIGINT) & ((1::BIGINT << bits) - 1)) END)',
  ],
  bitwise_and: ['(a, b) AS a & b'],
  bitwise_or: ['(a, b) AS a | b'],
  bitwise_not: ['(a) AS ~a'],
  bitwise_left_shift: ['(a, n) AS CAST(a AS BIGINT) << n'],
  bitwise_right_shift: ['(a, n) AS CAST(a AS BIGINT) >> n'],
  day_of_month: ['(d) AS day(d)'],
  dow: ['(d) AS isodow(d)'],
  doy: ['(d) AS dayofyear(d)'],
  e: ['() AS exp(1.0::DOUBLE)'],
  from_unixtime_nanos: ['(n) AS make_timestamp_ns(n)'],
  infinity: ["() AS 'Infinity'::DOUBLE"],
  is_finite: ['(x) AS isfinite(x)'],
  is_infinite: ['(x) AS isinf(x)'],
  map_agg: ['(k, v) AS map(list(k), list(v))'],
  nan: ["() AS 'NaN'::DOUBLE"],
  normalize: ['(s) AS nfc_normalize(s)'],
  regexp_count: ['(s, p) AS len(regexp_extract_all(s, p))'],
  sequence: ['(a, b) AS generate_series(a, b)', '(a, b, step) AS generate_series(a, b, step)'],
  slice: ['(a, start, n) AS list_slice(a, start, start + n - 1)'],
  split_to_map: [
    '(s, d, kv) AS map_from_entries(list_transform(string_split(s, d), lambda e: ' +
      'struct_pack(k := split_part(e, kv, 1), v := split_part(e, kv, 2))))',
  ],
  truncate: ['(x) AS trunc(x)'],
  width_bucket: [
    '(x, low, high, n) AS (CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ' +
      'ELSE CAST(floor((x - low) * n / (high - low)) AS BIGINT) + 1 END)',
  ],
  year_of_week: ['(d) AS isoyear(d)'],
  yow: ['(d) AS isoyear(d)'],
  trino_at_timezone: ['(t, zone) AS timezone(zone, t)'],
  trino_date_add: [
    '(unit VARCHAR, n BIGINT, d DATE) AS CAST(d + trino_interval(unit, n) AS DATE)',
    '(unit VARCHAR, n BIGINT, d TIMESTAMP) AS d + trino_interval(unit, n)',
    '(unit VARCHAR, n BIGINT, d TIMESTAMPTZ) AS d + trino_interval(unit, n)',
  ],
  trino_divide: [
    "(a BIGINT, b BIGINT) AS CASE WHEN b = 0 THEN error('Division by zero') ELSE a // b END",
    "(a HUGEINT, b HUGEINT) AS CASE WHEN b = 0 THEN error('Division by zero') ELSE a // b END",
    '(a DOUBLE, b DOUBLE) AS a / b',
    '(a INTERVAL, b BIGINT) AS a / b',
  ],
  trino_element_at: ['(a, k) AS a[k]'],
  trino_flatten: ['(a) AS flatten(a)'],
  trino_max_n: ['(x, n) AS max(x, n)'],
  trino_min_n: ['(x, n) AS min(x, n)'],
  trino_json_format: ['(j) AS CAST(j AS VARCHAR)'],
  trino_random: [
    '(n) AS CAST(floor(random() * n) AS BIGINT)',
    '(a, b) AS CAST(floor(random() * (b - a)) AS BIGINT) + a',
  ],
  trino_repeat: ['(x, n) AS list_transform(range(n), lambda i: x)'],
  trino_to_hex: ['(b) AS hex(b)'],
  trino_shift: [
    '(d DATE, i INTERVAL) AS CAST(d + i AS DATE)',
    '(d TIMESTAMP, i INTERVAL) AS d + i',
    '(d TIMESTAMPTZ, i INTERVAL) AS d + i',
    '(d TIME, i INTERVAL) AS d + i',
    '(d INTERVAL, i INTERVAL) AS d + i',
  ],
  trino_typeof: ["(x) AS lower(replace(replace(typeof(x), 'FLOAT', 'REAL'), 'BLOB', 'VARBINARY'))"],
};

const interval =
  '(unit, n) AS CASE lower(unit) ' +
  "WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) " +
  "WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(n::INTEGER) WHEN 'week' THEN to_days((7 * n)::INTEGER) " +
  "WHEN 'month' THEN to_months(n::INTEGER) WHEN 'quarter' THEN to_months((3 * n)::INTEGER) " +
  "WHEN 'year' THEN to_years(n::INTEGER) END";

/** Every function name that a query may use, in lower case. */
export const knownFunctions: ReadonlySet<string> = new Set([
  ...same.split(' '),
  ...Object.keys(renamed),
  ...Object.keys(macros).filter((name) => !name.startsWith('trino_')),
  ...'any_match all_match none_match reduce count_if flatten to_hex repeat random rand element_at typeof'.split(
    ' ',
  ),
]);

/** The statements that make the macros, in the database that is in use. */
export const macroStatements: readonly string[] = [
  `CREATE MACRO trino_interval${interval}`,
  ...Object.entries(macros).map(([name, forms]) => `CREATE MACRO ${name}${forms.join(', ')}`),
];
