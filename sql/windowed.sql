-- Rows for a model with capped labels (see capped.sql) that looks back: besides each sensor's value its mean, deviation
-- and slope over the last 30 cycles. A single value is mostly noise; wear is what is left of 30 of them.
--
-- A window function computes over rows near the current one without putting them together as GROUP BY does. WINDOW names
-- the window, which never reaches into another engine or ahead of the cycle: a running engine has no future to look at.

CREATE TABLE "datalake_curated_datasets"."windowed_rows"
WITH (
    format = 'TEXTFILE',
    field_delimiter = ',',
    write_compression = 'GZIP',
    external_location = 's3://datalake-published-data-ACCOUNT-REGION-SUFFIX/capped/windowed/',
    -- A folder for each data set, such as FD001, and in it one for each of `train` and `test`.
    partitioned_by = ARRAY['subset', 'split']
)
AS
WITH engine_rows AS (
    SELECT
        'train' AS split,
        filename,
        unit_number,
        failure_cycle,
        cycle,
        op_1,
        op_2,
        op_3,
        sensor_measurement_1,
        sensor_measurement_2,
        sensor_measurement_3,
        sensor_measurement_4,
        sensor_measurement_5,
        sensor_measurement_6,
        sensor_measurement_7,
        sensor_measurement_8,
        sensor_measurement_9,
        sensor_measurement_10,
        sensor_measurement_11,
        sensor_measurement_12,
        sensor_measurement_13,
        sensor_measurement_14,
        sensor_measurement_15,
        sensor_measurement_16,
        sensor_measurement_17,
        sensor_measurement_18,
        sensor_measurement_19,
        sensor_measurement_20,
        sensor_measurement_21
    FROM "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
    UNION ALL
    SELECT
        'test' AS split,
        filename,
        unit_number,
        failure_cycle,
        cycle,
        op_1,
        op_2,
        op_3,
        sensor_measurement_1,
        sensor_measurement_2,
        sensor_measurement_3,
        sensor_measurement_4,
        sensor_measurement_5,
        sensor_measurement_6,
        sensor_measurement_7,
        sensor_measurement_8,
        sensor_measurement_9,
        sensor_measurement_10,
        sensor_measurement_11,
        sensor_measurement_12,
        sensor_measurement_13,
        sensor_measurement_14,
        sensor_measurement_15,
        sensor_measurement_16,
        sensor_measurement_17,
        sensor_measurement_18,
        sensor_measurement_19,
        sensor_measurement_20,
        sensor_measurement_21
    FROM "datalake_curated_datasets"."test_engines"
)
SELECT
    -- What the first column is to be: for a training row the label, the cycles left but 125 at most. A test row needs no
    -- label, for the model never sees its first column: there it says which row it is, by engine and cycle.
    CASE WHEN split = 'train' THEN least(failure_cycle, 125) ELSE unit_number * 100000 + cycle END AS label_or_row,
    cycle,
    op_1,
    op_2,
    op_3,
    -- Each sensor as it is now,
    sensor_measurement_1,
    sensor_measurement_2,
    sensor_measurement_3,
    sensor_measurement_4,
    sensor_measurement_5,
    sensor_measurement_6,
    sensor_measurement_7,
    sensor_measurement_8,
    sensor_measurement_9,
    sensor_measurement_10,
    sensor_measurement_11,
    sensor_measurement_12,
    sensor_measurement_13,
    sensor_measurement_14,
    sensor_measurement_15,
    sensor_measurement_16,
    sensor_measurement_17,
    sensor_measurement_18,
    sensor_measurement_19,
    sensor_measurement_20,
    sensor_measurement_21,
    -- its mean over the last 30 cycles of the engine (fewer at the start of its life),
    avg(sensor_measurement_1) OVER lately AS mean_1,
    avg(sensor_measurement_2) OVER lately AS mean_2,
    avg(sensor_measurement_3) OVER lately AS mean_3,
    avg(sensor_measurement_4) OVER lately AS mean_4,
    avg(sensor_measurement_5) OVER lately AS mean_5,
    avg(sensor_measurement_6) OVER lately AS mean_6,
    avg(sensor_measurement_7) OVER lately AS mean_7,
    avg(sensor_measurement_8) OVER lately AS mean_8,
    avg(sensor_measurement_9) OVER lately AS mean_9,
    avg(sensor_measurement_10) OVER lately AS mean_10,
    avg(sensor_measurement_11) OVER lately AS mean_11,
    avg(sensor_measurement_12) OVER lately AS mean_12,
    avg(sensor_measurement_13) OVER lately AS mean_13,
    avg(sensor_measurement_14) OVER lately AS mean_14,
    avg(sensor_measurement_15) OVER lately AS mean_15,
    avg(sensor_measurement_16) OVER lately AS mean_16,
    avg(sensor_measurement_17) OVER lately AS mean_17,
    avg(sensor_measurement_18) OVER lately AS mean_18,
    avg(sensor_measurement_19) OVER lately AS mean_19,
    avg(sensor_measurement_20) OVER lately AS mean_20,
    avg(sensor_measurement_21) OVER lately AS mean_21,
    -- how much it varied meanwhile,
    coalesce(stddev(sensor_measurement_1) OVER lately, 0) AS deviation_1,
    coalesce(stddev(sensor_measurement_2) OVER lately, 0) AS deviation_2,
    coalesce(stddev(sensor_measurement_3) OVER lately, 0) AS deviation_3,
    coalesce(stddev(sensor_measurement_4) OVER lately, 0) AS deviation_4,
    coalesce(stddev(sensor_measurement_5) OVER lately, 0) AS deviation_5,
    coalesce(stddev(sensor_measurement_6) OVER lately, 0) AS deviation_6,
    coalesce(stddev(sensor_measurement_7) OVER lately, 0) AS deviation_7,
    coalesce(stddev(sensor_measurement_8) OVER lately, 0) AS deviation_8,
    coalesce(stddev(sensor_measurement_9) OVER lately, 0) AS deviation_9,
    coalesce(stddev(sensor_measurement_10) OVER lately, 0) AS deviation_10,
    coalesce(stddev(sensor_measurement_11) OVER lately, 0) AS deviation_11,
    coalesce(stddev(sensor_measurement_12) OVER lately, 0) AS deviation_12,
    coalesce(stddev(sensor_measurement_13) OVER lately, 0) AS deviation_13,
    coalesce(stddev(sensor_measurement_14) OVER lately, 0) AS deviation_14,
    coalesce(stddev(sensor_measurement_15) OVER lately, 0) AS deviation_15,
    coalesce(stddev(sensor_measurement_16) OVER lately, 0) AS deviation_16,
    coalesce(stddev(sensor_measurement_17) OVER lately, 0) AS deviation_17,
    coalesce(stddev(sensor_measurement_18) OVER lately, 0) AS deviation_18,
    coalesce(stddev(sensor_measurement_19) OVER lately, 0) AS deviation_19,
    coalesce(stddev(sensor_measurement_20) OVER lately, 0) AS deviation_20,
    coalesce(stddev(sensor_measurement_21) OVER lately, 0) AS deviation_21,
    -- and by how much it rises or falls a cycle: the slope of the line through these values.
    coalesce(regr_slope(sensor_measurement_1, cycle) OVER lately, 0) AS slope_1,
    coalesce(regr_slope(sensor_measurement_2, cycle) OVER lately, 0) AS slope_2,
    coalesce(regr_slope(sensor_measurement_3, cycle) OVER lately, 0) AS slope_3,
    coalesce(regr_slope(sensor_measurement_4, cycle) OVER lately, 0) AS slope_4,
    coalesce(regr_slope(sensor_measurement_5, cycle) OVER lately, 0) AS slope_5,
    coalesce(regr_slope(sensor_measurement_6, cycle) OVER lately, 0) AS slope_6,
    coalesce(regr_slope(sensor_measurement_7, cycle) OVER lately, 0) AS slope_7,
    coalesce(regr_slope(sensor_measurement_8, cycle) OVER lately, 0) AS slope_8,
    coalesce(regr_slope(sensor_measurement_9, cycle) OVER lately, 0) AS slope_9,
    coalesce(regr_slope(sensor_measurement_10, cycle) OVER lately, 0) AS slope_10,
    coalesce(regr_slope(sensor_measurement_11, cycle) OVER lately, 0) AS slope_11,
    coalesce(regr_slope(sensor_measurement_12, cycle) OVER lately, 0) AS slope_12,
    coalesce(regr_slope(sensor_measurement_13, cycle) OVER lately, 0) AS slope_13,
    coalesce(regr_slope(sensor_measurement_14, cycle) OVER lately, 0) AS slope_14,
    coalesce(regr_slope(sensor_measurement_15, cycle) OVER lately, 0) AS slope_15,
    coalesce(regr_slope(sensor_measurement_16, cycle) OVER lately, 0) AS slope_16,
    coalesce(regr_slope(sensor_measurement_17, cycle) OVER lately, 0) AS slope_17,
    coalesce(regr_slope(sensor_measurement_18, cycle) OVER lately, 0) AS slope_18,
    coalesce(regr_slope(sensor_measurement_19, cycle) OVER lately, 0) AS slope_19,
    coalesce(regr_slope(sensor_measurement_20, cycle) OVER lately, 0) AS slope_20,
    coalesce(regr_slope(sensor_measurement_21, cycle) OVER lately, 0) AS slope_21,
    regexp_extract(filename, '_(.+)\.txt', 1) AS subset,
    split
FROM engine_rows
-- Only data sets whose test engines are there as well.
WHERE regexp_extract(filename, '_(.+)\.txt', 1) IN (
    SELECT regexp_extract(filename, '_(.+)\.txt', 1)
    FROM "datalake_curated_datasets"."test_engines"
)
WINDOW
    lately AS (
        PARTITION BY filename, unit_number
        ORDER BY cycle
        ROWS BETWEEN 29 PRECEDING AND CURRENT ROW
    )
