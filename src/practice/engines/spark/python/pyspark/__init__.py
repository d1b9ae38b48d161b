"""Spark's Python interface over the practice account's DuckDB."""

from _practice.rows import Row

from .conf import SparkConf
from .context import SparkContext
from .storagelevel import StorageLevel

__version__ = "3.5.4"
__all__ = ["Row", "SparkConf", "SparkContext", "StorageLevel"]


def __getattr__(name):
    if name in ("SQLContext", "HiveContext"):
        from . import sql

        return getattr(sql, name)
    raise AttributeError("module 'pyspark' has no attribute '%s'" % name)
