import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { CreateDatabaseCommand, CreateTableCommand } from '@aws-sdk/client-glue';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { prelude, scriptBench, type ScriptBench } from '../support/glueScripts.ts';

const frame = `${prelude}
df = spark.createDataFrame([(1, "a", 0.5), (2, None, 1e10), (3, "c/d", None)], "id long, s string, v double")
`;

describe('what scripts of Glue jobs write', function () {
  this.timeout(60_000);
  let bench: ScriptBench;
  const keys = async (Prefix: string): Promise<string[]> => {
    const { Contents } = await bench.s3.send(new ListObjectsV2Command({ Bucket: 'lake', Prefix }));
    return (Contents ?? []).map(({ Key }) => Key!.slice(Prefix.length));
  };
  const bytes = async (Key: string): Promise<Uint8Array> => {
    const { Body } = await bench.s3.send(new GetObjectCommand({ Bucket: 'lake', Key }));
    return Body!.transformToByteArray();
  };

  before(async () => {
    bench = await scriptBench(['lake']);
  });
  after(() => bench.close());

  it('appends, overwrites, ignores or refuses what is there, as the mode says', async () => {
    const lines = await bench.printed(
      'modes',
      `${frame}
from pyspark.sql.utils import AnalysisException
path = "s3://lake/modes/"
count = lambda: spark.read.parquet(path).count()
df.write.parquet(path)
print(count())
df.write.mode("append").parquet(path)
print(count())
df.limit(1).write.mode("ignore").parquet(path)
print(count())
spark.read.parquet(path).filter("id = 1").write.mode("overwrite").parquet(path)
print(count())
try:
    df.write.parquet(path)
except AnalysisException as error:
    print(error)
`,
    );
    assert.deepEqual(lines, [
      '3',
      '6',
      '6',
      '2',
      '[PATH_ALREADY_EXISTS] Path s3://lake/modes/ already exists. Set mode as "overwrite" to overwrite the existing path.',
    ]);
  });

  it('writes CSV, JSON lines and Parquet as Spark does, and reads them back', async () => {
    const lines = await bench.printed(
      'formats',
      `${frame}
df = df.withColumn("t", F.to_timestamp(F.lit("2026-01-02 03:04:05.678")))
df.write.csv("s3://lake/formats/csv", header=True, sep="|")
df.write.json("s3://lake/formats/json", compression="gzip")
df.write.option("compression", "gzip").parquet("s3://lake/formats/parquet")
schema = "id long, s string, v double, t timestamp"
for back in (
    spark.read.csv("s3://lake/formats/csv", header=True, sep="|", schema=schema),
    spark.read.schema(schema).json("s3://lake/formats/json"),
    spark.read.parquet("s3://lake/formats/parquet"),
):
    print(back.orderBy("id").collect() == df.orderBy("id").collect(), back.schema == df.schema)
`,
    );
    assert.deepEqual(lines, ['True True', 'True True', 'True True']);
    const found = await keys('formats/');
    const named = (pattern: RegExp): string => `formats/${found.find((key) => pattern.test(key)) ?? ''}`;
    assert.equal(
      Buffer.from(await bytes(named(/^csv\/part-00000-[-0-9a-f]{36}-c000\.csv$/))).toString(),
      'id|s|v|t\n1|a|0.5|2026-01-02T03:04:05.678Z\n2||1.0E10|2026-01-02T03:04:05.678Z\n3|c/d||2026-01-02T03:04:05.678Z\n',
    );
    const json = gunzipSync(await bytes(named(/^json\/part-00000-.*\.json\.gz$/))).toString();
    assert.deepEqual(json.split('\n').slice(0, 2), [
      '{"id":1,"s":"a","v":0.5,"t":"2026-01-02T03:04:05.678Z"}',
      '{"id":2,"v":10000000000.0,"t":"2026-01-02T03:04:05.678Z"}',
    ]);
    assert.ok(
      found.some((key) => /^parquet\/part-00000-.*\.gzip\.parquet$|^parquet\/.*\.gz\.parquet$/.test(key)),
    );
    assert.ok(found.includes('parquet/_SUCCESS'));
  });

  it('puts the values of partition keys into the keys of its objects', async () => {
    await bench.printed(
      'partitions',
      `${frame}
df.write.partitionBy("s").json("s3://lake/by/spark")
glue.write_dynamic_frame.from_options(
    frame=DynamicFrame.fromDF(df.filter("id < 3"), glue, "df"),
    connection_type="s3",
    connection_options={"path": "s3://lake/by/glue", "partitionKeys": ["id", "s"]},
    format="glueparquet",
)
back = spark.read.json("s3://lake/by/spark")
assert sorted((r.id, r.s) for r in back.collect()) == [(1, "a"), (2, None), (3, "c/d")], back.collect()
`,
    );
    const folders = (await keys('by/')).map((key) => key.replace(/[^/]*$/, '')).sort();
    assert.deepEqual(
      [...new Set(folders)],
      [
        'glue/id=1/s=a/',
        'glue/id=2/s=__HIVE_DEFAULT_PARTITION__/',
        'spark/',
        'spark/s=__HIVE_DEFAULT_PARTITION__/',
        'spark/s=a/',
        'spark/s=c%2Fd/',
      ],
    );
    const [name = ''] = (await keys('by/glue/id=1/s=a/')).slice(0, 1);
    assert.match(name, /^run-\d+-part-block-0-r-\d{5}-snappy\.parquet$/);
  });

  it('writes into a table of the catalog and through a sink', async () => {
    await bench.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } }));
    await bench.glue.send(
      new CreateTableCommand({
        DatabaseName: 'lake',
        TableInput: {
          Name: 'kept',
          TableType: 'EXTERNAL_TABLE',
          Parameters: { classification: 'parquet' },
          StorageDescriptor: {
            Location: 's3://lake/kept/',
            Columns: [
              { Name: 'id', Type: 'bigint' },
              { Name: 's', Type: 'string' },
            ],
            InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
            SerdeInfo: {
              SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
            },
          },
        },
      }),
    );
    const lines = await bench.printed(
      'sinks',
      `${frame}
frame = DynamicFrame.fromDF(df, glue, "df").select_fields(["id", "s"])
glue.write_dynamic_frame.from_catalog(frame=frame, database="lake", table_name="kept")
print(spark.table("lake.kept").count())
sink = glue.getSink(connection_type="s3", path="s3://lake/sink/")
sink.setFormat("json")
sink.writeFrame(frame)
print(glue.create_dynamic_frame.from_options("s3", {"paths": ["s3://lake/sink/"]}, "json").count())
`,
    );
    assert.deepEqual(lines, ['3', '3']);
  });

  it('purges a path of what is older than asked', async () => {
    await bench.put('lake', 'old/a', '1');
    await bench.put('lake', 'old/b', '2');
    await bench.put('lake', 'older', '3');
    await bench.printed('purge', `${frame}\nglue.purge_s3_path("s3://lake/old/")\n`);
    assert.deepEqual(await keys('old/'), ['a', 'b']);
    await bench.printed('purge', `${frame}\nglue.purge_s3_path("s3://lake/old/", {"retentionPeriod": 0})\n`);
    assert.deepEqual([await keys('old/'), await keys('older')], [[], ['']]);
  });

  it('fails in the words of S3 for a bucket that is not there', async () => {
    const writes = {
      pyWriteDynamicFrame: `glue.write_dynamic_frame.from_options(DynamicFrame.fromDF(df, glue, "x"), "s3", {"path": "s3://datalake-ACCOUNT/"}, "glueparquet")`,
      save: 'df.write.format("csv").save("s3://datalake-ACCOUNT/")',
    };
    for (const [call, write] of Object.entries(writes)) {
      const { JobRunState, ErrorMessage } = await bench.run('nowhere', `${frame}\n${write}\n`);
      assert.equal(JobRunState, 'FAILED');
      assert.match(
        ErrorMessage ?? '',
        new RegExp(
          `; Py4JJavaError: An error occurred while calling o\\d+\\.${call}\\. The specified bucket does not exist ` +
            '\\(Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; Request ID: [0-9A-F]{16}; Proxy: null\\)$',
        ),
      );
    }
  });

  it('ends a run that takes all memory, and goes on', async () => {
    const hungry = await bench.run('hungry', 'kept = []\nwhile True:\n    kept.append("x" * 10**6)\n');
    assert.equal(hungry.JobRunState, 'FAILED');
    assert.match(hungry.ErrorMessage ?? '', /OUT_OF_MEMORY_ERROR; Failed Line Number: 3; MemoryError: /);
    assert.deepEqual(await bench.printed('fine', 'print("fine")\n'), ['fine']);
  });
});
