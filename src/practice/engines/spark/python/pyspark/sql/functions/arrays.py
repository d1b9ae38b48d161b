"""Functions of arrays and maps."""

from _practice import coercion
from _practice.define import (
    BOOLEAN,
    INT,
    TEXT,
    call,
    expression,
    function,
    plain,
    same,
    value_or_column,
)
from _practice.expressions import Call, Generator, Typed
from _practice.nested import item
from _practice.operators import as_type
from pyspark.sql import types as T
from pyspark.sql.column import Column, as_column

__all__ = [
    "array",
    "size",
    "cardinality",
    "array_contains",
    "array_distinct",
    "array_sort",
    "sort_array",
    "array_max",
    "array_min",
    "array_join",
    "array_position",
    "array_remove",
    "array_repeat",
    "array_union",
    "array_intersect",
    "array_except",
    "array_append",
    "arrays_overlap",
    "flatten",
    "slice",
    "element_at",
    "get",
    "sequence",
    "explode",
    "explode_outer",
    "posexplode",
    "posexplode_outer",
    "create_map",
    "map_keys",
    "map_values",
    "map_from_arrays",
    "map_contains_key",
    "to_json",
]


def _flat(cols):
    return cols[0] if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else cols


def array(*cols):
    """An array of columns."""
    children = [expression(each) for each in _flat(cols)]

    def build(*values):
        kind = coercion.common([v.type for v in values], "array") if values else T.StringType()
        sql = "[%s]" % ", ".join(as_type(value, kind) for value in values)
        result = T.ArrayType(kind, any(v.nullable for v in values))
        return Typed("CAST(%s AS %s)" % (sql, result.duck), result, False)

    return Column(Call("array(%s)" % ", ".join(c.name for c in children), children, build))


def _length(name):
    def apply(col):
        child = expression(col)

        def build(value):
            inner = "len(%s)" if isinstance(value.type, T.ArrayType) else "cardinality(%s)"
            return Typed("CAST(coalesce(%s, -1) AS INTEGER)" % (inner % value.sql), INT, False)

        return Column(Call("%s(%s)" % (name, child.name), [child], build))

    apply.__name__ = name
    return apply


size, cardinality = _length("size"), _length("cardinality")


def _element(kind):
    return kind.elementType


array_distinct = function("array_distinct", "spark_array_distinct({0})", [None], same)
array_max = function("array_max", "list_max({0})", [None], _element, True)
array_min = function("array_min", "list_min({0})", [None], _element, True)
flatten = function("flatten", "flatten({0})", [None], _element)
array_union = function(
    "array_union", "spark_array_distinct({0} || {1})", [None, None], lambda a, b: a
)
array_intersect = function(
    "array_intersect",
    "spark_array_distinct(list_filter({0}, lambda x: list_contains({1}, x)))",
    [None, None],
    lambda a, b: a,
)
array_except = function(
    "array_except",
    "spark_array_distinct(list_filter({0}, lambda x: NOT list_contains({1}, x)))",
    [None, None],
    lambda a, b: a,
)
arrays_overlap = function("arrays_overlap", "list_has_any({0}, {1})", [None, None], BOOLEAN)
map_keys = function(
    "map_keys", "map_keys({0})", [None], lambda kind: T.ArrayType(kind.keyType, False)
)
map_values = function(
    "map_values", "map_values({0})", [None], lambda kind: T.ArrayType(kind.valueType)
)
map_from_arrays = function(
    "map_from_arrays",
    "map({0}, {1})",
    [None, None],
    lambda a, b: T.MapType(a.elementType, b.elementType),
)
to_json = function("to_json", "CAST(to_json({0}) AS VARCHAR)", [None], TEXT)


def array_sort(col):
    """Sorted upwards, nulls last."""
    return call(
        "array_sort", [expression(col)], "list_sort({0}, 'ASC', 'NULLS LAST')", [None], same
    )


def sort_array(col, asc=True):
    """Sorted upwards with nulls first, or downwards with nulls last."""
    order = "'ASC', 'NULLS FIRST'" if plain(asc) else "'DESC', 'NULLS LAST'"
    children = [expression(col), value_or_column(plain(asc))]
    return call("sort_array", children, "list_sort({0}, %s)" % order, [None, None], lambda a, b: a)


def _with_value(name, sql, result):
    def apply(col, value):
        children = [expression(col), value_or_column(value)]

        def build(whole, one):
            kind = result or whole.type
            return Typed(sql.format(whole.sql, as_type(one, whole.type.elementType)), kind)

        return Column(Call("%s(%s)" % (name, ", ".join(c.name for c in children)), children, build))

    apply.__name__ = name
    return apply


array_contains = _with_value("array_contains", "list_contains({0}, {1})", BOOLEAN)
array_position = _with_value(
    "array_position", "CAST(coalesce(list_position({0}, {1}), 0) AS BIGINT)", T.LongType()
)
array_remove = _with_value(
    "array_remove", "list_filter({0}, lambda x: x IS DISTINCT FROM {1})", None
)
array_append = _with_value("array_append", "list_append({0}, {1})", None)


def map_contains_key(col, value):
    """Whether the map has the key."""
    children = [expression(col), value_or_column(value)]
    return call("map_contains_key", children, "map_contains({0}, {1})", [None, None], BOOLEAN)


def array_join(col, delimiter, null_replacement=None):
    """The array's values in one string; nulls are left out, or replaced."""
    children = [expression(col), value_or_column(plain(delimiter))]
    listed = "list_filter({0}, lambda x: x IS NOT NULL)"
    if null_replacement is not None:
        children.append(value_or_column(plain(null_replacement)))
        listed = "list_transform({0}, lambda x: coalesce(x, {2}))"
    sql = "array_to_string(%s, {1})" % listed
    return call("array_join", children, sql, [None] * len(children), TEXT)


def array_repeat(col, count):
    """An array of one value, `count` times."""
    children = [expression(col), value_or_column(plain(count))]
    sql = "list_transform(range({1}), lambda x: {0})"
    return call("array_repeat", children, sql, [None, INT], lambda kind, _: T.ArrayType(kind))


def slice(x, start, length):
    """`length` elements from place `start` (from 1; negative from the end)."""
    children = [expression(x), value_or_column(plain(start)), value_or_column(plain(length))]
    begin = "CASE WHEN {1} < 0 THEN len({0}) + {1} + 1 ELSE {1} END"
    sql = "list_slice({0}, %s, %s + {2} - 1)" % (begin, begin)
    return call("slice", children, sql, [None, INT, INT], lambda kind, *_: kind)


def element_at(col, extraction):
    """An array's element (from 1; negative from the end), or a map's value."""
    children = [expression(col), value_or_column(plain(extraction))]

    def build(whole, key):
        if isinstance(whole.type, T.MapType):
            return Typed("map_extract_value(%s, %s)" % (whole.sql, key.sql), whole.type.valueType)
        return Typed("%s[%s]" % (whole.sql, key.sql), whole.type.elementType)

    return Column(Call("element_at(%s, %s)" % tuple(c.name for c in children), children, build))


def get(col, index):
    """An array's element, from 0; null outside."""
    return Column(item(expression(col), value_or_column(index)))


def sequence(start, stop, step=None):
    """Whole numbers from `start` to `stop`."""
    children = [expression(start), expression(stop)]
    sql = "generate_series({0}, {1}, CASE WHEN {0} <= {1} THEN 1 ELSE -1 END)"
    if step is not None:
        children.append(expression(step))
        sql = "generate_series({0}, {1}, {2})"

    def build(*values):
        kind = T.ArrayType(values[0].type, False)
        return Typed("CAST(%s AS %s)" % (sql.format(*(v.sql for v in values)), kind.duck), kind)

    return Column(Call("sequence(%s)" % ", ".join(c.name for c in children), children, build))


def create_map(*cols):
    """A map of keys and values by turns."""
    children = [expression(each) for each in _flat(cols)]

    def build(*values):
        keys, items = values[::2], values[1::2]
        kind = T.MapType(
            coercion.common([v.type for v in keys], "map"),
            coercion.common([v.type for v in items], "map"),
        )
        parts = [
            ", ".join(as_type(v, wanted) for v in side)
            for side, wanted in ((keys, kind.keyType), (items, kind.valueType))
        ]
        return Typed("MAP([%s], [%s])" % tuple(parts), kind, False)

    return Column(Call("map(%s)" % ", ".join(c.name for c in children), children, build))


def _exploded(name, outer, positions):
    def apply(col):
        child = as_column(col)._expression
        return Column(Generator("%s(%s)" % (name, child.name), child, outer, positions))

    apply.__name__ = name
    return apply


explode, explode_outer = _exploded("explode", False, False), _exploded("explode_outer", True, False)
posexplode, posexplode_outer = (
    _exploded("posexplode", False, True),
    _exploded("posexplode_outer", True, True),
)
