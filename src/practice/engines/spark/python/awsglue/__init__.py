"""AWS Glue's additions to Spark, over the practice account."""

from .dynamicframe import DynamicFrame

__all__ = ["DynamicFrame"]
