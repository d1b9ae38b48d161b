"""
Runs each program of a JSON file on a Spark, and prints what each printed, as JSON behind a mark.
"""

import contextlib
import io
import json
import sys

from pyspark.sql import SparkSession


def printed(program):
    """What a program prints, or the first line of the error that it ends with."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(program, {"spark": SparkSession.builder.getOrCreate()})
        except Exception as error:  # pylint: disable=broad-except
            print(
                type(error).__name__,
                str(error).split(";\n")[0].split("\n")[0].split(" SQLSTATE")[0],
            )
    return out.getvalue()


builder = SparkSession.builder.config("spark.ui.enabled", "false").config(
    "spark.sql.shuffle.partitions", "1"
)
spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
with open(sys.argv[-1], encoding="utf-8") as file:
    programs = json.load(file)
print("RESULTS" + json.dumps([printed(program) for program in programs]))
