-- Splits the curated engine data into training and validation rows, as gzipped CSV that SageMaker's XGBoost reads.
--
-- CREATE TABLE AS SELECT (CTAS) does two things at once: it writes the query's rows to S3 as new files, and adds a
-- table over these files to the Data Catalog. Athena runs it once only: to run it again, drop the table and delete
-- what lies under its external_location first.

CREATE TABLE "datalake_curated_datasets"."train_validation"
WITH (
    format = 'TEXTFILE',
    field_delimiter = ',',
    write_compression = 'GZIP',
    -- The published bucket of your account; the folder must be empty.
    external_location = 's3://datalake-published-data-ACCOUNT-REGION-SUFFIX/train_validation/',
    -- One folder for each value, outermost first. These columns stand last in the SELECT, in this order, and are not
    -- written into the files: `split=train/` and `split=validation/` become the two channels of the training job.
    partitioned_by = ARRAY['split', 'year', 'month', 'day', 'hour']
)
AS
SELECT
    -- XGBoost takes the first column of a CSV file for the label: here the cycles an engine has left.
    failure_cycle,
    -- The 25 features: age, three operating settings, 21 sensors. The file and the number of an engine are left out:
    -- a model must not learn engines by name.
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
    -- Every third engine validates. All rows of an engine go to the same side: rows of one engine are so alike that
    -- a model tested on engines it was trained on would look better than it is.
    CASE WHEN unit_number % 3 = 0 THEN 'validation' ELSE 'train' END AS split,
    year,
    month,
    day,
    hour
-- The crawler names this table after the curated bucket of your account.
FROM "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
