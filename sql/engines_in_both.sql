-- Is any engine on both sides of the split? The last column must be 0.
--
-- The split table no longer says which engine a row is of. So this finds each of its rows again in the curated table,
-- by the label and all 25 features, and takes the engine (a file and a unit number) from there. It looks at what the
-- CTAS has written, not at the rule it was given: `matched_rows` must be all rows of the split table, or the answer is
-- not about all of them.

WITH engines AS (
    SELECT
        filename,
        unit_number,
        count(*) AS matched_rows,
        count(DISTINCT split) AS sides
    FROM "datalake_curated_datasets"."train_validation"
    JOIN "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
    USING (
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
    )
    GROUP BY filename, unit_number
)
SELECT
    count(*) AS engines,
    sum(matched_rows) AS matched_rows,
    count_if(sides > 1) AS engines_in_both
FROM engines
