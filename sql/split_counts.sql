-- How many rows each side of the split has, and over how many hours of publishing they are spread.
-- Together they must be as many as the lines that were published; about a third of the engines validate.

SELECT
    split,
    count(*) AS row_count,
    count(DISTINCT concat(year, '-', month, '-', day, ' ', hour)) AS hour_count,
    min(failure_cycle) AS fewest_cycles_left,
    max(failure_cycle) AS most_cycles_left
FROM "datalake_curated_datasets"."train_validation"
GROUP BY split
ORDER BY split
