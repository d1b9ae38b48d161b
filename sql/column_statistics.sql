-- What is in each column? One row a data set and column: how many values, how many different ones, and how they spread.
-- A column with one different value is the same for every engine in every cycle: a model can learn nothing from it.
--
-- UNNEST turns each row's columns into rows of a name and a value, so that one GROUP BY does for all of them.

SELECT
    filename,
    name,
    count(value) AS value_count,
    count(DISTINCT value) AS distinct_values,
    min(value) AS least,
    max(value) AS greatest,
    round(avg(value), 4) AS mean,
    round(stddev(value), 4) AS standard_deviation
FROM "datalake_curated_datasets"."datalake_curated_datasets_ACCOUNT_REGION_SUFFIX"
CROSS JOIN UNNEST(
    ARRAY[
        'cycle',
        'failure_cycle',
        'op_1',
        'op_2',
        'op_3',
        'sensor_measurement_1',
        'sensor_measurement_2',
        'sensor_measurement_3',
        'sensor_measurement_4',
        'sensor_measurement_5',
        'sensor_measurement_6',
        'sensor_measurement_7',
        'sensor_measurement_8',
        'sensor_measurement_9',
        'sensor_measurement_10',
        'sensor_measurement_11',
        'sensor_measurement_12',
        'sensor_measurement_13',
        'sensor_measurement_14',
        'sensor_measurement_15',
        'sensor_measurement_16',
        'sensor_measurement_17',
        'sensor_measurement_18',
        'sensor_measurement_19',
        'sensor_measurement_20',
        'sensor_measurement_21'
    ],
    ARRAY[
        cycle,
        failure_cycle,
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
    ]
) AS measured (name, value)
GROUP BY filename, name
ORDER BY filename, name
