"""Dynamic frames around real DataFrames."""

from pyspark.sql import functions as F


class DynamicFrame:
    """A frame under Glue's name."""

    def __init__(self, frame, context, name):
        self._frame, self._context, self.name = frame, context, name

    @classmethod
    def fromDF(cls, frame, context, name):
        return cls(frame, context, name)

    def toDF(self):
        return self._frame

    def count(self):
        return self._frame.count()

    def apply_mapping(self, mappings, **options):
        chosen = [F.col(source).cast(kind).alias(target) for source, _, target, kind in mappings]
        return DynamicFrame(self._frame.select(*chosen), self._context, self.name)
