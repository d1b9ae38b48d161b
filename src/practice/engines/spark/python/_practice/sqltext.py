"""Writes names and values into DuckDB's SQL."""

import datetime
import decimal
import math

from pyspark.errors import PySparkTypeError
from pyspark.sql import types as T


def identifier(name):
    """A quoted name."""
    return '"%s"' % name.replace('"', '""')


def text(value):
    """A quoted string."""
    return "'%s'" % str(value).replace("'", "''")


def cast(sql, kind):
    """`sql` with the DuckDB type of `kind`."""
    return "CAST(%s AS %s)" % (sql, kind.duck)


def literal(value, kind=None):
    """A Python value as DuckDB's SQL, of type `kind` (the value's own by default)."""
    kind = kind or type_of(value)
    if value is None:
        return cast("NULL", kind)
    if isinstance(value, bool):
        return cast("true" if value else "false", kind)
    if isinstance(value, float):
        if math.isfinite(value):
            return cast("%r%s" % (value, "" if "e" in repr(value) else "e0"), kind)
        return cast(text("nan" if math.isnan(value) else "inf" if value > 0 else "-inf"), kind)
    if isinstance(value, (list, tuple)) and isinstance(kind, T.ArrayType):
        return cast("[%s]" % ", ".join(literal(v, kind.elementType) for v in value), kind)
    if isinstance(value, dict) and isinstance(kind, T.MapType):
        keys = ", ".join(literal(key, kind.keyType) for key in value)
        values = ", ".join(literal(item, kind.valueType) for item in value.values())
        return cast("MAP {}" if not value else "MAP([%s], [%s])" % (keys, values), kind)
    if isinstance(kind, T.StructType):
        parts = value.values() if isinstance(value, dict) else value
        given = zip(kind.fields, parts)
        pairs = ["%s: %s" % (text(f.name), literal(v, f.dataType)) for f, v in given]
        return "{%s}" % ", ".join(pairs)
    if isinstance(value, (bytes, bytearray)):
        return "unhex('%s')" % bytes(value).hex()
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    if isinstance(value, (int, decimal.Decimal)):
        return cast(str(value), kind)
    if isinstance(value, (datetime.date, str)):
        return text(value) if isinstance(kind, T.StringType) else cast(text(value), kind)
    raise PySparkTypeError(
        "[UNSUPPORTED_LITERAL] Unsupported literal '%s' of type %s." % (value, type(value).__name__)
    )


def type_of(value):
    """The Spark type of a literal."""
    if value is None:
        return T.NullType()
    if isinstance(value, bool):
        return T.BooleanType()
    if isinstance(value, int):
        return T.IntegerType() if -(2**31) <= value < 2**31 else T.LongType()
    if isinstance(value, float):
        return T.DoubleType()
    if isinstance(value, str):
        return T.StringType()
    if isinstance(value, decimal.Decimal):
        _, digits, exponent = value.as_tuple()
        scale = max(-exponent, 0)
        return T.DecimalType(max(len(digits) + max(exponent, 0), scale), scale)
    if isinstance(value, datetime.datetime):
        return T.TimestampType()
    if isinstance(value, datetime.date):
        return T.DateType()
    if isinstance(value, (bytes, bytearray)):
        return T.BinaryType()
    if hasattr(value, "__fields__"):
        return T.StructType([T.StructField(n, type_of(v)) for n, v in zip(value.__fields__, value)])
    if isinstance(value, dict):
        key = next(iter(value.items()), (None, None))
        return T.MapType(type_of(key[0]), type_of(key[1]))
    if isinstance(value, (list, tuple)):
        known = [type_of(item) for item in value if item is not None]
        return T.ArrayType(known[0] if known else T.NullType())
    raise PySparkTypeError(
        "[UNSUPPORTED_LITERAL] Unsupported literal '%s' of type %s." % (value, type(value).__name__)
    )
