-- How long did the engines live? One row an engine: its life in cycles, and whether its rows are whole.
-- `cycles` must be as many as `life` and `row_count`: more rows than cycles mean that rows were published or written
-- twice. `cycles_left` must be 0: each engine of a training file is followed until it fails.

SELECT
    filename,
    unit_number,
    max(cycle) AS life,
    count(DISTINCT cycle) AS cycles,
    count(*) AS row_count,
    min(failure_cycle) AS cycles_left
FROM "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
GROUP BY filename, unit_number
ORDER BY filename, unit_number
