const bucket = 'datalake-curated-dataset-111122223333-us-east-1-abcdefg';

const sensors = Array.from({ length: 21 }, (_, index) => `sensor_measurement_${index + 1}`);
const columns = [
  ['filename', 'string'],
  ['unit_number', 'long'],
  ['cycle', 'long'],
  ...['op_1', 'op_2', 'op_3', ...sensors].map((name) => [name, /_1[78]$/.test(name) ? 'long' : 'double']),
].map(([name, type], index) => `("col${index}", "${type}", "${name}", "${type}")`);
const partitions = ['year', 'month', 'day', 'hour'].map(
  (name, index) => `("partition_${index}", "string", "${name}", "string")`,
);

/**
 * Files of the shapes that a clone of the original lab has, at their places there: a script as Glue's own editor writes
 * it, with one place for the bucket; a CTAS under another name, for one hour, into a table of another name.
 */
export const cloneFiles: Readonly<Record<string, string>> = {
  'README.md': '# A lab',
  'etl/glue_job.py': `import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from pyspark.sql.functions import col
## @params: [JOB_NAME]
args = getResolvedOptions(sys.argv, ['JOB_NAME'])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args['JOB_NAME'], args)
datasource0 = glueContext.create_dynamic_frame.from_catalog(database = "datalake_submissions", table_name = "streaming_submissions", transformation_ctx = "datasource0")
applymapping1 = ApplyMapping.apply(frame = datasource0, mappings = [${[...columns, ...partitions].join(', ')}], transformation_ctx = "applymapping1")
df = applymapping1.toDF()
last = df.groupBy("filename", "unit_number").max("cycle")
df = df.join(last, ["filename", "unit_number"])
df = df.withColumn("failure_cycle", col("max(cycle)") - col("cycle")).drop("max(cycle)").repartition(1)
out = DynamicFrame.fromDF(df, glueContext, "out")
## @args: [connection_options = {"path": "s3://${bucket}/"}]
datasink2 = glueContext.write_dynamic_frame.from_options(frame = out, connection_type = "s3", connection_options = {'path': 's3://${bucket}', "partitionKeys": ["year", "month", "day", "hour"]}, format = "glueparquet", transformation_ctx = "datasink2")
job.commit()
`,
  'athena/ctas_train_validate.sql': `CREATE TABLE datalake_curated_datasets.train_validate
WITH (
  format = 'TEXTFILE', field_delimiter = ',',
  external_location = 's3://datalake-published-data-111122223333-us-east-1-abcdefg/train_validate',
  partitioned_by = ARRAY['split', 'year', 'month', 'day', 'hour']
) AS
SELECT failure_cycle, cycle, op_1, op_2, op_3, ${sensors.join(', ')},
  CASE WHEN unit_number % 3 = 0 THEN 'validation' ELSE 'train' END AS split, year, month, day, hour
FROM "datalake_curated_datasets"."datalake_curated_dataset_111122223333_us_east_1_abcdefg"
WHERE hour = '08';
`,
};
