/** Functions of Spark that DuckDB lacks, as macros of a session; the Python package writes their names into its SQL. */
export const jobMacros: readonly string[] = [
  // Java's text of a double: 100.0, 4.0E-4, 1.5E10.
  `spark_digits(t) AS ltrim(replace(split_part(ltrim(t, '-'), 'e', 1), '.', ''), '0')`,
  `spark_power(t) AS CASE WHEN contains(t, 'e') THEN CAST(split_part(t, 'e', 2) AS INTEGER)
    ELSE 0 END + CASE WHEN starts_with(ltrim(t, '-'), '0.')
    THEN -1 - (length(regexp_extract(split_part(split_part(t, 'e', 1), '.', 2), '^0*')))
    ELSE length(split_part(split_part(ltrim(t, '-'), 'e', 1), '.', 1)) - 1 END`,
  `spark_exponent_text(t) AS CASE WHEN starts_with(t, '-') THEN '-' ELSE '' END || left(spark_digits(t), 1) || '.' ||
    CASE WHEN rtrim(substr(spark_digits(t), 2), '0') = '' THEN '0' ELSE rtrim(substr(spark_digits(t), 2), '0') END ||
    'E' || spark_power(t)`,
  `spark_double_text(x) AS CASE WHEN isnan(x) THEN 'NaN'
    WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
    WHEN x = 0 OR (abs(x) >= 1e-3 AND abs(x) < 1e7) THEN CAST(x AS VARCHAR)
    ELSE spark_exponent_text(CAST(x AS VARCHAR)) END`,
  ...['tinyint', 'smallint', 'integer', 'bigint'].map(
    (type) => `spark_read_${type}(t) AS CASE WHEN regexp_full_match(t, '[+-]?[0-9]+(\\.[0-9]*)?')
    THEN TRY_CAST(split_part(t, '.', 1) AS ${type}) END`,
  ),
  `spark_round(x, digits) AS coalesce(CAST(round(TRY_CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 16)), digits) AS DOUBLE),
    round(x, digits))`,
  `spark_begin(s, place) AS CASE WHEN place > 0 THEN place - 1 WHEN place < 0 THEN length(s) + place ELSE 0 END`,
  `spark_substring(s, place, size) AS CASE WHEN s IS NULL OR place IS NULL OR size IS NULL THEN NULL
    WHEN size <= 0 OR spark_begin(s, place) + CAST(size AS BIGINT) <= 0 THEN ''
    ELSE substr(s, greatest(spark_begin(s, place), 0) + 1,
      spark_begin(s, place) + CAST(size AS BIGINT) - greatest(spark_begin(s, place), 0)) END`,
  `spark_initcap(s) AS array_to_string(list_transform(string_split(s, ' '),
    lambda word: upper(left(word, 1)) || lower(substr(word, 2))), ' ')`,
  `spark_array_distinct(items) AS list_filter(items, lambda item, place:
    coalesce(list_position(items, item) = place, false))`,
  `spark_nested_text(x) AS CAST(x AS VARCHAR)`,
].map((macro) => `CREATE TEMP MACRO ${macro}`);
