-- A table over the engines of the test files, which run still: the columns of the curated table that matter, so that one
-- query can make features of both. The lab puts the files there; `failure_cycle` is what the RUL file says of an
-- engine's last row, and as many cycles more at each row before it.
--
-- An external table is a description only: dropping it deletes no file.

CREATE EXTERNAL TABLE `datalake_curated_datasets`.`test_engines` (
    filename string,
    unit_number bigint,
    failure_cycle bigint,
    cycle bigint,
    op_1 double,
    op_2 double,
    op_3 double,
    sensor_measurement_1 double,
    sensor_measurement_2 double,
    sensor_measurement_3 double,
    sensor_measurement_4 double,
    sensor_measurement_5 double,
    sensor_measurement_6 double,
    sensor_measurement_7 double,
    sensor_measurement_8 double,
    sensor_measurement_9 double,
    sensor_measurement_10 double,
    sensor_measurement_11 double,
    sensor_measurement_12 double,
    sensor_measurement_13 double,
    sensor_measurement_14 double,
    sensor_measurement_15 double,
    sensor_measurement_16 double,
    sensor_measurement_17 double,
    sensor_measurement_18 double,
    sensor_measurement_19 double,
    sensor_measurement_20 double,
    sensor_measurement_21 double
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION 's3://datalake-published-data-ACCOUNT-REGION-SUFFIX/capped/test_engines/'
