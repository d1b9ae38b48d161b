"""Rows and schema of createDataFrame, by Spark's rules of inference and checks."""

import datetime
import decimal

from pyspark.errors import PySparkTypeError, PySparkValueError
from pyspark.sql import types as T

from .coercion import common
from .sqltext import type_of
from .typenames import parse


def rows_and_schema(data, schema):
    """The rows as tuples, and their StructType."""
    if hasattr(data, "_plan"):
        data = data.collect()
    rows = list(data)
    if isinstance(schema, str):
        schema = parse(schema)
    if isinstance(schema, T.DataType):
        if not isinstance(schema, T.StructType):
            schema, rows = T.StructType([T.StructField("value", schema)]), [(row,) for row in rows]
        return [_checked(_values(row, schema.names), schema) for row in rows], schema
    if not rows:
        raise PySparkValueError(
            "[CANNOT_INFER_EMPTY_SCHEMA] Can not infer schema from empty dataset."
        )
    names = _names(rows, schema)
    tuples = [_values(row, names) for row in rows]
    fields = []
    for at, name in enumerate(names):
        kind = T.NullType()
        for row in tuples:
            kind = common([kind, _inferred(row[at])], name)
        if isinstance(kind, T.NullType):
            raise PySparkValueError(
                "[CANNOT_DETERMINE_TYPE] Some of types cannot be determined after inferring."
            )
        fields.append(T.StructField(name, kind))
    return tuples, T.StructType(fields)


def _names(rows, schema):
    first = rows[0]
    if isinstance(first, dict):
        names = list(dict.fromkeys(key for row in rows for key in sorted(row)))
        names.sort()
    elif hasattr(first, "__fields__"):
        names = list(first.__fields__)
    elif hasattr(first, "_fields"):
        names = list(first._fields)
    elif isinstance(first, (tuple, list)):
        names = ["_%d" % (at + 1) for at in range(len(first))]
    else:
        raise PySparkTypeError(
            "[CANNOT_INFER_SCHEMA_FOR_TYPE] Can not infer schema for type: `%s`."
            % type(first).__name__
        )
    if schema:
        given = list(schema)
        names = given + names[len(given) :]
    return names


def _values(row, names):
    if isinstance(row, dict):
        return tuple(row.get(name) for name in names)
    if not isinstance(row, (tuple, list)):
        raise PySparkTypeError(
            "[CANNOT_INFER_SCHEMA_FOR_TYPE] Can not infer schema for type: `%s`."
            % type(row).__name__
        )
    if len(row) != len(names):
        raise PySparkValueError(
            "[LENGTH_SHOULD_BE_THE_SAME] obj and fields should be of the same length, got %d"
            " and %d." % (len(row), len(names))
        )
    return tuple(row)


def _inferred(value):
    """As a literal's type, but whole numbers are bigint."""
    kind = type_of(value)
    if isinstance(kind, T.IntegerType):
        return T.LongType()
    if isinstance(kind, T.DecimalType):
        return T.DecimalType(38, 18)
    if isinstance(kind, T.ArrayType):
        known = [_inferred(item) for item in value if item is not None]
        return T.ArrayType(known[0] if known else T.NullType())
    if isinstance(kind, T.MapType):
        pair = next(iter(value.items()), (None, None))
        return T.MapType(_inferred(pair[0]), _inferred(pair[1]))
    if isinstance(kind, T.StructType):
        return T.StructType(
            [T.StructField(f.name, _inferred(v)) for f, v in zip(kind.fields, value)]
        )
    return kind


_ACCEPTED = (
    (T.BooleanType, bool),
    (T.IntegralType, int),
    (T.FloatType, float),
    (T.DoubleType, float),
    (T.DecimalType, decimal.Decimal),
    (T.TimestampType, datetime.datetime),
    (T.DateType, datetime.date),
    (T.ArrayType, (list, tuple)),
    (T.MapType, dict),
    (T.StructType, (tuple, list, dict)),
    (T.BinaryType, (bytes, bytearray)),
)


def _checked(row, schema):
    for value, field in zip(row, schema):
        if value is None:
            if not field.nullable:
                raise PySparkValueError(
                    "[CANNOT_BE_NONE] Argument `obj` cannot be None: field %s is not nullable."
                    % field.name
                )
            continue
        for kind, wanted in _ACCEPTED:
            if not isinstance(field.dataType, kind):
                continue
            number_as_flag = isinstance(value, bool) and wanted is int
            if number_as_flag or not isinstance(value, wanted):
                raise PySparkTypeError(
                    "[CANNOT_ACCEPT_OBJECT_IN_TYPE] `%r` can not accept object `%s` in type `%s`."
                    % (field.dataType, value, type(value).__name__)
                )
            break
    return row
