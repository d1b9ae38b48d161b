import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import { foreignNames } from '../../../../src/lab/patch/foreignNames.ts';
import { patchPython } from '../../../../src/lab/patch/patchPython.ts';
import { patchSql } from '../../../../src/lab/patch/patchSql.ts';
import { thisAccount } from './account.ts';

/** A job script of the shape that Glue's editor makes and clones of the lab have, with `bucket` in its sink. */
const jobScript = (bucket: string) => `import sys
from awsglue.transforms import *
from awsglue.context import GlueContext
from awsglue.job import Job
## @params: [JOB_NAME]
args = getResolvedOptions(sys.argv, ['JOB_NAME'])
glueContext = GlueContext(SparkContext())
job = Job(glueContext)
job.init(args['JOB_NAME'], args)
## @type: DataSource
## @args: [database = "datalake_submissions", table_name = "streaming_submissions", transformation_ctx = "datasource0"]
datasource0 = glueContext.create_dynamic_frame.from_catalog(database = "datalake_submissions", table_name = "streaming_submissions", transformation_ctx = "datasource0")
applymapping1 = ApplyMapping.apply(frame = datasource0, mappings = [("col0", "string", "filename", "string"), ("partition_3", "string", "hour", "string")], transformation_ctx = "applymapping1")
df = applymapping1.toDF()
latest = df.groupBy("filename", "unit_number").max("cycle")
## @type: DataSink
## @args: [connection_type = "s3", connection_options = {"path": "s3://datalake-curated-dataset-OLD/"}]
datasink2 = glueContext.write_dynamic_frame.from_options(frame = out, connection_type = "s3", connection_options = {"path": "s3://${bucket}",\t"partitionKeys": ["year", "month", "day", "hour"]}, format = "glueparquet", transformation_ctx = "datasink2")
job.commit()
`;

/** A query that adds one more hour to the split table, as clones of the lab have it. */
const insert = (table: string) => `INSERT INTO datalake_curated_datasets.train_validate
SELECT failure_cycle, cycle, op_1, CASE WHEN unit_number % 3 = 0 THEN 'validation' ELSE 'train' END AS split, year, month, day, hour
FROM "datalake_curated_datasets"."${table}"
WHERE hour = '19';
`;

describe('a clone of the original lab', () => {
  for (const bucket of [
    'datalake-curated-dataset-111122223333-us-east-1-abcdefg',
    'datalake-curated-datasets-111122223333-eu-west-1-1x2y3z4',
    'datalake-curated-datasets-[account]-[region]-[random]',
    'datalake-curated-dataset-xxxxxxxxxxxx-us-east-1-xxxxxxx',
    'datalake-curated-datasets-...',
  ]) {
    for (const path of ['', '/', '/rul/']) {
      for (const ending of ['\n', '\r\n']) {
        it(`gets this account's bucket for ${bucket}${path} (${JSON.stringify(ending)})`, () => {
          const text = jobScript(`${bucket}${path}`).replaceAll('\n', ending);
          const done = applyEdits(text, patchPython(text, thisAccount));
          const wanted = jobScript(`${thisAccount.curatedBucket}${path}`).replaceAll('\n', ending);
          assert.equal(done, wanted);
          assert.deepEqual(patchPython(done, thisAccount), []);
          assert.equal(foreignNames(text, 'python', thisAccount).length, 1);
        });
      }
    }
  }

  it("gets this account's table in the query that adds an hour, and keeps that hour", () => {
    const text = insert('datalake_curated_dataset_111122223333_us_east_1_abcdefg');
    const edits = patchSql(text, thisAccount, { hours: ['08', '19'], compression: 'Gzip' });
    assert.equal(applyEdits(text, edits), insert(thisAccount.curatedTable ?? ''));
  });
});
