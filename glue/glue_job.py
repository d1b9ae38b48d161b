"""Compute the remaining cycles of every engine and write the result as Parquet.

AWS Glue runs this script (Glue 4.0, 5.0 and 5.1). It reads what the first crawler found in the
submissions bucket, names and types the columns, works out how many cycles each engine had left at
every row, and writes the rows to the curated bucket, one folder for each hour in which they
arrived.

Before it runs, OUTPUT_PATH must name your own curated bucket.
"""

import sys

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import ApplyMapping
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Window
from pyspark.sql import functions as F

DATABASE = "datalake_submissions"
TABLE = "streaming_submissions"
OUTPUT_PATH = "s3://datalake-curated-datasets-ACCOUNT-REGION-SUFFIX/"

# A line of a training file: the file's name (the publisher puts it in front), the engine's number
# in that file, the cycle, three operational settings and 21 sensors. The crawler calls the columns
# col0, col1 …
COLUMNS = [
    ("filename", "string"),
    ("unit_number", "bigint"),
    ("cycle", "bigint"),
    ("op_1", "double"),
    ("op_2", "double"),
    ("op_3", "double"),
] + [("sensor_measurement_%d" % number, "double") for number in range(1, 22)]

# Sensors 17 and 18 are whole numbers in the files, and so in the catalog.
WHOLE_NUMBERS = {"sensor_measurement_17", "sensor_measurement_18"}

# Firehose writes its objects below year/month/day/hour: to the crawler, partition_0 to partition_3.
PARTITIONS = ["year", "month", "day", "hour"]


def mappings(schema):
    """List the source and target of each column; a source's type is what the catalog says it is."""
    types = dict(schema)
    found = []
    for number, (name, kind) in enumerate(COLUMNS):
        source = "col%d" % number
        target = "bigint" if name in WHOLE_NUMBERS else kind
        found.append((source, types[source], name, target))
    for number, name in enumerate(PARTITIONS):
        found.append(("partition_%d" % number, "string", name, "string"))
    return found


def with_remaining_cycles(rows):
    """Add failure_cycle: how many cycles are left until the engine's last one, when it failed.

    Engines are numbered from 1 in every file, so an engine is a file's name and a number. A window
    looks at all rows of an engine without joining the rows to themselves: every column stays, once.
    """
    engine = Window.partitionBy("filename", "unit_number")
    return rows.withColumn("failure_cycle", F.max("cycle").over(engine) - F.col("cycle"))


def main():
    """Read, transform, write, and tell Glue that the rows are done with."""
    args = getResolvedOptions(sys.argv, ["JOB_NAME"])
    glue = GlueContext(SparkContext.getOrCreate())
    job = Job(glue)
    job.init(args["JOB_NAME"], args)

    # With job bookmarks on, Glue remembers under the transformation context's name what was read.
    submissions = glue.create_dynamic_frame.from_catalog(
        database=DATABASE, table_name=TABLE, transformation_ctx="submissions"
    )
    if not submissions.toDF().head(1):
        print("There is nothing new to transform.")
        job.commit()
        return

    named = ApplyMapping.apply(
        frame=submissions, mappings=mappings(submissions.toDF().dtypes), transformation_ctx="named"
    )
    rows = with_remaining_cycles(named.toDF())

    # One file a folder: the data is small, and Athena reads few large files faster than many small
    # ones.
    curated = DynamicFrame.fromDF(rows.repartition(1), glue, "curated")
    glue.write_dynamic_frame.from_options(
        frame=curated,
        connection_type="s3",
        connection_options={"path": OUTPUT_PATH, "partitionKeys": PARTITIONS},
        format="glueparquet",
        transformation_ctx="written",
    )
    job.commit()
    print("Wrote the remaining cycles of every engine to %s" % OUTPUT_PATH)


main()
