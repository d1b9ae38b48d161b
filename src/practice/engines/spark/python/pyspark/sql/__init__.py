"""Spark SQL."""

from _practice.rows import Row

from .column import Column
from .dataframe import DataFrame
from .functional import DataFrameNaFunctions, DataFrameStatFunctions
from .group import GroupedData
from .readwriter import DataFrameReader, DataFrameWriter
from .session import HiveContext, SparkSession, SQLContext
from .window import Window, WindowSpec

__all__ = [
    "Column",
    "DataFrame",
    "DataFrameNaFunctions",
    "DataFrameReader",
    "DataFrameStatFunctions",
    "DataFrameWriter",
    "GroupedData",
    "HiveContext",
    "Row",
    "SQLContext",
    "SparkSession",
    "Window",
    "WindowSpec",
]
