/**
 * Trino's functions that DuckDB has under the same name, with the same meaning. Those that the SQL library knows by
 * itself (`count`, `date_parse`, `json_extract` …) are not functions to it but node kinds, and need no entry.
 */
const same =
  'abs acos asin atan atan2 avg bit_and bit_or bool_and bool_or cbrt ceil ceiling chr coalesce concat concat_ws contains corr ' +
  'cos cosh cot count covar_pop covar_samp cume_dist current_date current_time current_timestamp date_format ' +
  'date_parse degrees dense_rank ends_with exp first_value floor greatest histogram ' +
  'if json_array_length json_extract json_extract_scalar kurtosis lag last_value lead least length levenshtein ln ' +
  'localtimestamp log log10 log2 lower lpad ltrim map map_from_entries map_keys map_values max max_by min min_by ' +
  'mod now nth_value ntile nullif percent_rank pi position pow power quarter radians rank regexp_extract ' +
  'regexp_extract_all regexp_like regexp_replace regexp_split regr_intercept regr_slope replace round ' +
  'row row_number rpad rtrim sign sin sinh skewness split split_part sqrt starts_with stddev stddev_pop stddev_samp strpos ' +
  'substr substring sum tan tanh to_unixtime translate trim try unnest upper uuid var_pop var_samp variance year month day hour ' +
  'minute second week day_of_week day_of_year any_value arbitrary array_agg array_distinct array_max array_min array_position ' +
  'array_remove array_intersect array_except array_sort cardinality date filter from_base64 from_hex from_iso8601_date ' +
  'from_iso8601_timestamp from_utf8 geometric_mean is_nan last_day_of_month listagg to_base64 to_utf8 ' +
  'approx_distinct every mode timestamp map_concat';

/** Functions that DuckDB has under another name. */
export const renamed: Readonly<Record<string, string>> = {
  approx_percentile: 'quantile_disc',
  transform: 'list_transform',
  levenshtein_distance: 'levenshtein',
  from_unixtime: 'trino_from_unixtime',
  hamming_distance: 'hamming',
  arrays_overlap: 'list_has_any',
  zip: 'list_zip',
  codepoint: 'unicode',
  bitwise_xor: 'xor',
  format: 'printf',
  at_timezone: 'trino_at_timezone',
  bit_count: 'trino_bit_count',
  bitwise_and_agg: 'bit_and',
  bitwise_or_agg: 'bit_or',
  date_add: 'trino_date_add',
  date_diff: 'trino_date_diff',
  date_trunc: 'trino_date_trunc',
  entropy: 'trino_entropy',
  map_entries: 'trino_map_entries',
  md5: 'trino_md5',
  millisecond: 'trino_millisecond',
  reverse: 'trino_reverse',
  sha1: 'trino_sha1',
  sha256: 'trino_sha256',
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
  trino_array_position: [
    '(a, x) AS CASE WHEN a IS NOT NULL AND x IS NOT NULL THEN coalesce(list_position(a, x), 0) END',
  ],
  trino_array_union: [
    '(a, b) AS list_filter(list_concat(a, b), lambda x, i: list_position(list_concat(a, b), x) = i)',
  ],
  trino_bit_count: [
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
  from_unixtime_nanos: ['(n) AS CAST(make_timestamp_ns(n) AS TIMESTAMPTZ)'],
  infinity: ["() AS 'Infinity'::DOUBLE"],
  is_finite: ['(x) AS isfinite(x)'],
  is_infinite: ['(x) AS isinf(x)'],
  map_agg: ['(k, v) AS map(list(k), list(v))'],
  nan: ["() AS 'NaN'::DOUBLE"],
  normalize: ['(s) AS nfc_normalize(s)'],
  regexp_count: ['(s, p) AS len(regexp_extract_all(s, p))'],
  sequence: [
    // Trino's limit, told by a cast that fails.
    "(a BIGINT, b BIGINT) AS generate_series(a, CASE WHEN abs(b - a) >= 10000 THEN CAST('more than 10000 entries' AS BIGINT) " +
      'ELSE b END, CASE WHEN a <= b THEN 1 ELSE -1 END)',
    '(a DATE, b DATE) AS list_transform(generate_series(a, b, INTERVAL 1 DAY), lambda d: CAST(d AS DATE))',
    '(a DATE, b DATE, step INTERVAL) AS list_transform(generate_series(a, b, step), lambda d: CAST(d AS DATE))',
    "(a BIGINT, b BIGINT, step BIGINT) AS generate_series(a, CASE WHEN (b - a) / step >= 10000 THEN CAST('more than 10000 entries' AS BIGINT) " +
      'ELSE b END, step)',
    '(a TIMESTAMP, b TIMESTAMP, step INTERVAL) AS generate_series(a, b, step)',
  ],
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
  trino_at_timezone: ['(t, zone) AS timezone(zone, CAST(t AS TIMESTAMPTZ))'],
  // A list or a map: as JSON both can be counted.
  trino_cardinality: [
    '(a) AS CASE WHEN a IS NULL THEN NULL ELSE coalesce(len(json_keys(to_json(a))), 0) + json_array_length(to_json(a)) END',
  ],
  trino_date_add: [
    '(unit VARCHAR, n BIGINT, d DATE) AS CAST(d + trino_interval(unit, n) AS DATE)',
    '(unit VARCHAR, n BIGINT, d TIMESTAMP) AS d + trino_interval(unit, n)',
    '(unit VARCHAR, n BIGINT, d TIMESTAMPTZ) AS d + trino_interval(unit, n)',
  ],
  trino_date_diff: ['(unit, a, b) AS date_sub(lower(unit), a, b)'],
  trino_date_format: ['(t, format) AS strftime(t, format)'],
  trino_date_parse: ['(s, format) AS strptime(s, format)'],
  trino_date_trunc: [
    '(unit VARCHAR, d DATE) AS CAST(date_trunc(unit, d) AS DATE)',
    '(unit VARCHAR, d TIMESTAMP) AS date_trunc(unit, d)',
    '(unit VARCHAR, d TIMESTAMPTZ) AS date_trunc(unit, d)',
  ],
  // A cast that fails with these words, not error(), which TRY does not take.
  trino_divide: [
    "(a BIGINT, b BIGINT) AS CASE WHEN b = 0 THEN CAST('Division by zero' AS BIGINT) ELSE a // b END",
    "(a HUGEINT, b HUGEINT) AS CASE WHEN b = 0 THEN CAST('Division by zero' AS HUGEINT) ELSE a // b END",
    '(a DOUBLE, b DOUBLE) AS a / b',
    '(a INTERVAL, b BIGINT) AS a / b',
  ],
  trino_element_at: ['(a, k) AS a[k]'],
  trino_entropy: [
    '(c) AS CASE WHEN sum(c) > 0 THEN log2(sum(c)) - sum(CASE WHEN c > 0 THEN c * log2(c) ELSE 0 END) / sum(c) ELSE 0e0 END',
  ],
  trino_flatten: ['(a) AS flatten(a)'],
  trino_from_unixtime: ['(n) AS to_timestamp(n)', '(n, zone) AS timezone(zone, to_timestamp(n))'],
  trino_json_extract_scalar: [
    "(j, path) AS CASE WHEN json_type(j, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(j, path) END",
  ],
  trino_map_entries: ['(m) AS list_transform(map_entries(m), lambda entry: row(entry.key, entry.value))'],
  trino_md5: ['(b) AS unhex(md5(b))'],
  trino_millisecond: ['(t) AS millisecond(t) % 1000'],
  trino_reverse: ['(s VARCHAR) AS reverse(s)', '(a) AS list_reverse(a)'],
  trino_rounded: ['(x DOUBLE) AS round(x)', '(x BIGINT) AS x', '(x HUGEINT) AS x', '(x) AS x'],
  trino_sha1: ['(b) AS unhex(sha1(b))'],
  trino_sha256: ['(b) AS unhex(sha256(b))'],
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
  trino_varchar: [
    "(x) AS CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN java_text(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) " +
      "WHEN typeof(x) = 'TIMESTAMP' THEN strftime(TRY_CAST(CAST(x AS VARCHAR) AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g') " +
      'ELSE CAST(x AS VARCHAR) END',
  ],
  trino_typeof: [
    "(x) AS regexp_replace(lower(replace(replace(typeof(x), 'FLOAT', 'REAL'), 'BLOB', 'VARBINARY')), '^(.*)\\[\\]$', 'array(\\1)')",
  ],
};

const interval =
  '(unit, n) AS CASE lower(unit) ' +
  "WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) " +
  "WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(n::INTEGER) WHEN 'week' THEN to_days((7 * n)::INTEGER) " +
  "WHEN 'month' THEN to_months(n::INTEGER) WHEN 'quarter' THEN to_months((3 * n)::INTEGER) " +
  "WHEN 'year' THEN to_years(n::INTEGER) END";

/** Macros that are chosen by the types of their arguments. */
export const typedMacros: ReadonlySet<string> = new Set([
  'trino_date_add',
  'trino_date_trunc',
  'trino_divide',
  'trino_rounded',
  'trino_shift',
]);

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
