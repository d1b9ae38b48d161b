-- A first look at the curated table: one row a file, with its engines and the cycles they lived.
-- `fewest_cycles_left` must be 0 everywhere: every engine of a training file is followed until it fails.

SELECT
    filename,
    count(DISTINCT unit_number) AS engines,
    count(*) AS row_count,
    min(failure_cycle) AS fewest_cycles_left,
    max(cycle) AS longest_life,
    round(avg(sensor_measurement_4), 2) AS mean_lpt_outlet_temperature
FROM "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
GROUP BY filename
ORDER BY filename
