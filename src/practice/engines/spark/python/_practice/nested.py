"""Parts of arrays, maps and structs."""

from pyspark.errors import AnalysisException
from pyspark.sql import types as T

from .expressions import Call, Literal, Typed
from .sqltext import text


def item(whole, key):
    """`whole[key]`: an array's element (from 0), a map's value, a struct's field."""
    named = isinstance(key, Literal) and isinstance(key.value, str)
    name = "%s.%s" % (whole.name, key.value) if named else "%s[%s]" % (whole.name, key.name)
    return Call(name, [whole, key], lambda a, b: _build(a, b, key, name))


def field(value, wanted):
    """A field of a struct, found whatever its case."""
    for found in value.type.fields:
        if found.name.lower() == wanted.lower():
            sql = "struct_extract(%s, %s)" % (value.sql, text(found.name))
            return Typed(sql, found.dataType)
    raise AnalysisException(
        "[FIELD_NOT_FOUND] No such struct field `%s` in %s."
        % (wanted, ", ".join("`%s`" % found.name for found in value.type.fields))
    )


def _build(whole, key, literal, name):
    if isinstance(whole.type, T.StructType):
        return field(whole, literal.value)
    if isinstance(whole.type, T.ArrayType):
        return Typed("%s[%s + 1]" % (whole.sql, key.sql), whole.type.elementType)
    if isinstance(whole.type, T.MapType):
        return Typed("map_extract_value(%s, %s)" % (whole.sql, key.sql), whole.type.valueType)
    raise AnalysisException(
        '[INVALID_EXTRACT_BASE_FIELD_TYPE] Can\'t extract a value from "%s". Need a complex type '
        '[STRUCT, ARRAY, MAP] but got "%s".' % (name, whole.type.simpleString().upper())
    )
