import assert from 'node:assert/strict';
import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  ResetJobBookmarkCommand,
} from '@aws-sdk/client-glue';
import { prelude, scriptBench, type ScriptBench } from '../support/glueScripts.ts';

const bookmarked = { '--job-bookmark-option': 'job-bookmark-enable' };

describe('what scripts of Glue jobs read', function () {
  this.timeout(60_000);
  let bench: ScriptBench;

  before(async () => {
    bench = await scriptBench(['lake', 'inbox']);
    const { glue, put } = bench;
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } }));
    const storage = (Location: string) => ({
      Location,
      Columns: [
        { Name: 'unit', Type: 'bigint' },
        { Name: 'x', Type: 'double' },
      ],
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
        Parameters: { 'field.delim': ',' },
      },
    });
    await glue.send(
      new CreateTableCommand({
        DatabaseName: 'lake',
        TableInput: {
          Name: 'cycles',
          TableType: 'EXTERNAL_TABLE',
          PartitionKeys: [
            { Name: 'year', Type: 'string' },
            { Name: 'month', Type: 'string' },
          ],
          Parameters: { classification: 'csv' },
          StorageDescriptor: storage('s3://lake/cycles/'),
        },
      }),
    );
    const months = [
      ['2025', '12'],
      ['2026', '01'],
      ['2026', '02'],
    ];
    for (const [index, Values] of months.entries()) {
      const Location = `s3://lake/cycles/${Values.join('/')}/`;
      await put('lake', `cycles/${Values.join('/')}/part.csv`, `${index + 1},0.5\n${index + 1},1.5\n`);
      await glue.send(
        new BatchCreatePartitionCommand({
          DatabaseName: 'lake',
          TableName: 'cycles',
          PartitionInputList: [{ Values, StorageDescriptor: storage(Location) }],
        }),
      );
    }
  });
  after(() => bench.close());

  it('reads the partitions that a push-down predicate keeps', async () => {
    const lines = await bench.printed(
      'pushed',
      `${prelude}
for predicate in ["year = '2026' and month > '01'", "month in ('12', '01')", ""]:
    frame = glue.create_dynamic_frame.from_catalog(
        database="lake", table_name="cycles", push_down_predicate=predicate
    )
    print(sorted((row.unit, row.month) for row in frame.toDF().dropDuplicates(["unit"]).collect()))
`,
    );
    assert.deepEqual(lines, ["[(3, '02')]", "[(1, '12'), (2, '01')]", "[(1, '12'), (2, '01'), (3, '02')]"]);
  });

  it('fails for a predicate on what is no partition key', async () => {
    const { JobRunState, ErrorMessage } = await bench.run(
      'pushed-wrong',
      `${prelude}
glue.create_dynamic_frame.from_catalog(database="lake", table_name="cycles", push_down_predicate="unit = 1").count()
`,
    );
    assert.equal(JobRunState, 'FAILED');
    assert.match(ErrorMessage ?? '', /unit/);
  });

  it("fails in Glue's words for a table or database that is not there", async () => {
    const cases = { nope: ['lake', 'nope'], nowhere: ['nowhere', 'cycles'] } as const;
    for (const [name, [database, table]] of Object.entries(cases)) {
      const { JobRunState, ErrorMessage } = await bench.run(
        `missing-${name}`,
        `${prelude}
glue.create_dynamic_frame.from_catalog(database="${database}", table_name="${table}")
`,
      );
      assert.equal(JobRunState, 'FAILED');
      assert.match(
        ErrorMessage ?? '',
        /Failed Line Number: 16; Py4JJavaError: An error occurred while calling o\d+\.getCatalogSource\./,
      );
      assert.match(
        ErrorMessage ?? '',
        new RegExp(`(Table|Database) ${name} not found.*Error Code: EntityNotFoundException`),
      );
    }
  });

  it('reads a path with a bookmark: once what is there, then what is new, after a reset all', async () => {
    const script = `${prelude}
frame = glue.create_dynamic_frame.from_options(
    connection_type="s3",
    connection_options={"paths": ["s3://inbox/"], "recurse": True},
    format="csv",
    format_options={"withHeader": True, "separator": ";"},
    transformation_ctx="inbox",
)
print(frame.count(), frame.toDF().columns if frame.count() else "")
if "--fail" not in sys.argv:
    job.commit()
`;
    await bench.put('inbox', 'a.csv', 'id;name\n1;a\n2;b\n');
    const read = (args = {}) => bench.printed('inbox', script, { ...bookmarked, ...args });
    // Nothing is remembered without a commit.
    assert.deepEqual(await read({ '--fail': '1' }), ["2 ['id', 'name']"]);
    assert.deepEqual(await read(), ["2 ['id', 'name']"]);
    assert.deepEqual(await read(), ['0 ']);
    await bench.put('inbox', 'b.csv', 'id;name\n3;c\n');
    assert.deepEqual(await read(), ["1 ['id', 'name']"]);
    assert.deepEqual(await bench.printed('inbox', script), ["3 ['id', 'name']"]);
    await bench.glue.send(new ResetJobBookmarkCommand({ JobName: 'inbox' }));
    assert.deepEqual(await read(), ["3 ['id', 'name']"]);
  });

  it('runs Python functions, splits at random and joins over the catalog', async () => {
    const lines = await bench.printed(
      'frames',
      `${prelude}
rows = spark.table("lake.cycles")
twice = F.udf(lambda x: x * 2, "double")
print([row[0] for row in rows.select(twice("x")).orderBy("unit", "x").collect()])
parts = spark.range(1000).randomSplit([0.8, 0.2], seed=7)
counts = [part.count() for part in parts]
print(sum(counts), 700 < counts[0] < 900, parts[0].join(parts[1], "id").count())
print(spark.sql("select sum(x) s from lake.cycles where month = '02'").collect())
`,
    );
    assert.deepEqual(lines, ['[1.0, 3.0, 1.0, 3.0, 1.0, 3.0]', '1000 True 0', '[Row(s=2.0)]']);
  });
});
