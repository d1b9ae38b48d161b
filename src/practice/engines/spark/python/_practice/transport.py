"""
Rows on their way between Python and DuckDB: every value travels as text or null, and is read by its
type.
"""

import base64
import datetime
import decimal
import json

from pyspark.sql import types as T

from . import bridge
from .rows import Row

_NESTED = (T.ArrayType, T.MapType, T.StructType)


def fetch(plan, limit=None):
    """The plan's rows, as Python tuples."""
    kinds = [attribute.type for attribute in plan.attributes]
    listed = ", ".join(_as_text(a.sql, a.type) for a in plan.attributes)
    tail = "" if limit is None else " LIMIT %d" % limit
    sql = "SELECT %s FROM (%s)%s" % (listed or "1", plan.sql, tail)
    readers = [_reader(kind) for kind in kinds]
    return [
        tuple(None if text is None else read(text) for read, text in zip(readers, row))
        for row in bridge.call("rows", sql=sql)
    ]


def load(kinds, rows):
    """The name of a table of `rows` in the account's DuckDB, with columns v0, v1 …"""
    writers = [_writer(kind) for kind in kinds]
    texts = [
        [None if value is None else write(value) for write, value in zip(writers, row)]
        for row in rows
    ]
    return bridge.call("load", types=[_landing(kind) for kind in kinds], rows=texts)


def _landing(kind):
    """The SQL that reads a loaded text as `kind`, with {} for the text."""
    if isinstance(kind, _NESTED):
        return "CAST(CAST({} AS JSON) AS %s)" % kind.duck
    if isinstance(kind, T.BinaryType):
        return "from_base64({})"
    return "CAST({} AS %s)" % kind.duck


def _as_text(sql, kind):
    if isinstance(kind, _NESTED):
        return "CAST(to_json(%s) AS VARCHAR)" % sql
    if isinstance(kind, T.BinaryType):
        return "to_base64(%s)" % sql
    return "CAST(%s AS VARCHAR)" % sql


def _reader(kind):
    if isinstance(kind, _NESTED):
        return lambda text: from_json(json.loads(text), kind)
    if isinstance(kind, T.BooleanType):
        return lambda text: text == "true"
    if isinstance(kind, T.IntegralType):
        return int
    if isinstance(kind, (T.DoubleType, T.FloatType)):
        return float
    if isinstance(kind, T.DecimalType):
        return decimal.Decimal
    if isinstance(kind, T.DateType):
        return datetime.date.fromisoformat
    if isinstance(kind, (T.TimestampType, T.TimestampNTZType)):
        return datetime.datetime.fromisoformat
    if isinstance(kind, T.BinaryType):
        return lambda text: bytearray(base64.b64decode(text))
    return str


def from_json(value, kind):
    """A value inside an array, map or struct."""
    if value is None:
        return None
    if isinstance(kind, T.ArrayType):
        return [from_json(item, kind.elementType) for item in value]
    if isinstance(kind, T.StructType):
        return Row.of(kind.names, [from_json(value[f.name], f.dataType) for f in kind.fields])
    if isinstance(kind, T.MapType):
        key = _reader(kind.keyType)
        return {key(name): from_json(item, kind.valueType) for name, item in value.items()}
    if isinstance(kind, (T.IntegralType, T.BooleanType, T.StringType)):
        return value
    return _reader(kind)(str(value))


def _writer(kind):
    if isinstance(kind, _NESTED):
        return lambda value: json.dumps(_to_json(value, kind), default=str)
    if isinstance(kind, T.BooleanType):
        return lambda value: "true" if value else "false"
    if isinstance(kind, T.BinaryType):
        return lambda value: base64.b64encode(bytes(value)).decode()
    if isinstance(kind, (T.DoubleType, T.FloatType)):
        return lambda value: repr(float(value))
    if isinstance(kind, T.TimestampType):
        return _timestamp_text
    return str


def _timestamp_text(value):
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return value.isoformat(" ")


def _to_json(value, kind):
    if value is None:
        return None
    if isinstance(kind, T.ArrayType):
        return [_to_json(item, kind.elementType) for item in value]
    if isinstance(kind, T.StructType):
        parts = [value.get(n) for n in kind.names] if isinstance(value, dict) else value
        return {f.name: _to_json(part, f.dataType) for f, part in zip(kind.fields, parts)}
    if isinstance(kind, T.MapType):
        return {str(key): _to_json(item, kind.valueType) for key, item in value.items()}
    return value
