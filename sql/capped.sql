-- Rows for a model with capped labels: the features of the first model, but no label above 125 cycles. An engine shows no
-- wear at first, so no sensor tells 300 cycles from 200; a model that need not try learns the end of life better.
--
-- One query makes the rows to train with and those to test with, so that the features of both are made alike. Run it
-- again only after dropping its table and emptying its folder.

CREATE TABLE "datalake_curated_datasets"."capped_rows"
WITH (
    format = 'TEXTFILE',
    field_delimiter = ',',
    write_compression = 'GZIP',
    external_location = 's3://datalake-published-data-ACCOUNT-REGION-SUFFIX/capped/plain/',
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
    regexp_extract(filename, '_(.+)\.txt', 1) AS subset,
    split
FROM engine_rows
-- Only data sets whose test engines are there as well.
WHERE regexp_extract(filename, '_(.+)\.txt', 1) IN (
    SELECT regexp_extract(filename, '_(.+)\.txt', 1)
    FROM "datalake_curated_datasets"."test_engines"
)
