"""Glue's transforms, as classes with `apply`."""

from pyspark.errors import refused

from .dynamicframe import DynamicFrame, DynamicFrameCollection


class GlueTransform:
    """A transform of a dynamic frame."""

    @classmethod
    def apply(cls, *args, **kwargs):
        return cls()(*args, **kwargs)

    @classmethod
    def name(cls):
        return cls.__name__


def _of_frame(title, method):
    def call(self, frame, *args, **kwargs):
        return getattr(frame, method)(*args, **kwargs)

    return type(title, (GlueTransform,), {"__call__": call, "__doc__": "DynamicFrame.%s." % method})


ApplyMapping = _of_frame("ApplyMapping", "apply_mapping")
DropFields = _of_frame("DropFields", "drop_fields")
DropNullFields = _of_frame("DropNullFields", "drop_null_fields")
Filter = _of_frame("Filter", "filter")
Map = _of_frame("Map", "map")
RenameField = _of_frame("RenameField", "rename_field")
ResolveChoice = _of_frame("ResolveChoice", "resolveChoice")
SelectFields = _of_frame("SelectFields", "select_fields")
SplitFields = _of_frame("SplitFields", "split_fields")
SplitRows = _of_frame("SplitRows", "split_rows")
Spigot = _of_frame("Spigot", "spigot")
Relationalize = _of_frame("Relationalize", "relationalize")
UnnestFrame = _of_frame("UnnestFrame", "unnest")
Unbox = _of_frame("Unbox", "unbox")


class Join(GlueTransform):
    """The rows of two frames whose keys are equal."""

    def __call__(self, frame1, frame2, keys1, keys2, transformation_ctx=""):
        return frame1.join(keys1, keys2, frame2, transformation_ctx)


class SelectFromCollection(GlueTransform):
    """One frame of a collection."""

    def __call__(self, dfc, key, transformation_ctx=""):
        return dfc.select(key, transformation_ctx)


class FlatMap(GlueTransform):
    """Refused: it works on RDDs."""

    def __call__(self, *args, **kwargs):
        raise refused("FlatMap")


__all__ = [
    "ApplyMapping",
    "DropFields",
    "DropNullFields",
    "DynamicFrame",
    "DynamicFrameCollection",
    "Filter",
    "FlatMap",
    "GlueTransform",
    "Join",
    "Map",
    "Relationalize",
    "RenameField",
    "ResolveChoice",
    "SelectFields",
    "SelectFromCollection",
    "Spigot",
    "SplitFields",
    "SplitRows",
    "Unbox",
    "UnnestFrame",
]
