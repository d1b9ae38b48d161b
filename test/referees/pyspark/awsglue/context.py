"""A Glue context over a folder: its table is text split by one space, its bucket another folder."""

import os

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from .dynamicframe import DynamicFrame


class GlueContext:
    """What glue_job.py calls of Glue's context."""

    def __init__(self, spark_context):
        self.spark_session = SparkSession(spark_context)
        self.create_dynamic_frame = self.write_dynamic_frame = self

    def from_catalog(self, database, table_name, transformation_ctx=""):
        lines = self.spark_session.read.text(os.environ["REFEREE_INPUT"])
        parts = F.split("value", " ")
        columns = [parts[i].cast(_type(i)).alias("col%d" % i) for i in range(29)]
        hours = [
            F.lit(v).alias("partition_%d" % i) for i, v in enumerate(("2026", "01", "02", "08"))
        ]
        return DynamicFrame(lines.select(*columns, *hours), self, transformation_ctx)

    def from_options(self, frame, connection_options, **options):
        writer = frame.toDF().write.partitionBy(*connection_options["partitionKeys"])
        writer.parquet(os.environ["REFEREE_OUTPUT"])


def _type(place):
    if place == 0 or place > 26:
        return "string"
    return "bigint" if place in (1, 2, 22, 23) else "double"
