/** Names as another account's lab has them. */
export const foreign = {
  bucket: 'datalake-curated-dataset-111122223333-us-east-1-abcdefg',
  published: 'datalake-published-data-111122223333-us-east-1-abcdefg',
  table: 'datalake_curated_dataset_111122223333_us_east_1_abcdefg',
};

/** A job script of the shape that Glue's own editor makes: single quotes, comments that name buckets, two on one line. */
export const jobScript = [
  'import sys',
  'from awsglue.context import GlueContext',
  `## @args: [connection_options = {"path": "s3://${foreign.bucket}/"}]`,
  "greeting = '🛩️ \u{1F680} engines'  # s3://" + foreign.bucket + ' stays here',
  'source = glueContext.create_dynamic_frame.from_catalog(database = "datalake_submissions", table_name = "streaming_submissions")',
  `both = ('🚀', 's3://${foreign.bucket}/rul/', "s3://${foreign.published}")`,
  "sink = {'path': 's3://" + foreign.bucket + "', 'partitionKeys': ['year', 'month', 'day', 'hour']}\t",
  'job.commit()',
  '',
];

/** A CTAS of the shape that clones of the lab have. */
export const ctas = [
  '/* s3://' + foreign.published + ' is named in a comment: 🚀 */',
  'CREATE TABLE datalake_curated_datasets.train_validate',
  `WITH (format = 'TEXTFILE', field_delimiter = ',', external_location = 's3://${foreign.published}/train/',`,
  "  partitioned_by = ARRAY['split', 'year', 'month', 'day', 'hour'])",
  "AS SELECT failure_cycle, cycle, CASE WHEN unit_number % 3 = 0 THEN 'validation' ELSE 'train' END AS split, year, month, day, hour",
  `FROM "datalake_curated_datasets"."${foreign.table}"`,
  "-- it's all",
  '',
];
