"""Columns, literals, conditions and nulls."""

from _practice import coercion
from _practice.conditions import Case
from _practice.define import (
    BOOLEAN,
    DOUBLE,
    LONG,
    call,
    expression,
    function,
    plain,
    value_or_column,
)
from _practice.expressions import Alias, Call, Literal, Reference, Star, Typed
from _practice.operators import as_type
from pyspark.errors import PySparkTypeError
from pyspark.sql import types as T
from pyspark.sql.column import Column, as_column

__all__ = [
    "col",
    "column",
    "lit",
    "expr",
    "when",
    "coalesce",
    "nvl",
    "ifnull",
    "nvl2",
    "nullif",
    "isnull",
    "isnotnull",
    "isnan",
    "nanvl",
    "greatest",
    "least",
    "asc",
    "desc",
    "asc_nulls_first",
    "asc_nulls_last",
    "desc_nulls_first",
    "desc_nulls_last",
    "struct",
    "broadcast",
    "rand",
    "randn",
    "monotonically_increasing_id",
    "md5",
    "sha1",
    "sha2",
    "negate",
    "negative",
    "equal_null",
]


def col(col):
    """The column of that name; `*` and `alias.*` are all columns."""
    if col == "*" or col.endswith(".*"):
        return Column(Star(col[:-2] or None))
    return Column(Reference(col))


column = col


def lit(col):
    """A value as a column."""
    if isinstance(col, Column):
        return col
    if isinstance(col, list):
        from .arrays import array

        return array([lit(item) for item in col])
    return Column(Literal(col))


def expr(str):
    """A column from Spark SQL's text."""
    from _practice.sqlparser import parse_expression

    return Column(parse_expression(str))


def when(condition, value):
    """The first branch of a CASE; more with `.when`, the rest with `.otherwise`."""
    if not isinstance(condition, Column):
        raise PySparkTypeError(
            "[NOT_COLUMN] Argument `condition` should be a Column, got %s."
            % type(condition).__name__
        )
    return Column(Case([(condition._expression, value_or_column(value))]))


def _widest(name, sql, nullable):
    def apply(*cols):
        children = [expression(each) for each in cols]
        shown = "%s(%s)" % (name, ", ".join(child.name for child in children))

        def build(*values):
            kind = coercion.common([value.type for value in values], name)
            parts = ", ".join(as_type(value, kind) for value in values)
            return Typed("%s(%s)" % (sql, parts), kind, nullable(v.nullable for v in values))

        return Column(Call(shown, children, build))

    apply.__name__ = name
    return apply


coalesce = _widest("coalesce", "coalesce", all)
nvl = _widest("nvl", "coalesce", all)
ifnull = _widest("ifnull", "coalesce", all)
greatest = _widest("greatest", "greatest", all)
least = _widest("least", "least", all)
isnan = function("isnan", "coalesce(isnan({0}), false)", [DOUBLE], BOOLEAN, False)
nanvl = function("nanvl", "CASE WHEN isnan({0}) THEN {1} ELSE {0} END", [DOUBLE, DOUBLE], DOUBLE)
nullif = function("nullif", "nullif({0}, {1})", [None, None], lambda a, b: a, True)
equal_null = function("equal_null", "({0} IS NOT DISTINCT FROM {1})", [None, None], BOOLEAN, False)


def isnull(col):
    """Whether the column is null."""
    return as_column(col).isNull()


def isnotnull(col):
    """Whether the column has a value."""
    return as_column(col).isNotNull()


def nvl2(col1, col2, col3):
    """`col2` where `col1` is not null, else `col3`."""
    return when(as_column(col1).isNotNull(), as_column(col2)).otherwise(as_column(col3))


def negate(col):
    """Minus the column."""
    return -as_column(col)


negative = negate


def _sorted(method):
    def apply(col):
        return getattr(as_column(col), method)()

    apply.__name__ = method
    return apply


asc, desc = _sorted("asc"), _sorted("desc")
asc_nulls_first, asc_nulls_last = _sorted("asc_nulls_first"), _sorted("asc_nulls_last")
desc_nulls_first, desc_nulls_last = _sorted("desc_nulls_first"), _sorted("desc_nulls_last")


def struct(*cols):
    """One column of several."""
    listed = cols[0] if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else cols
    children = [expression(each) for each in listed]
    names = [
        (
            child.name.rpartition(".")[2]
            if isinstance(child, (Reference, Alias))
            else "col%d" % (at + 1)
        )
        for at, child in enumerate(children)
    ]

    def build(*values):
        fields = [T.StructField(n, v.type, v.nullable) for n, v in zip(names, values)]
        pairs = ", ".join("'%s': %s" % (n.replace("'", "''"), v.sql) for n, v in zip(names, values))
        return Typed("{%s}" % pairs, T.StructType(fields), False)

    return Column(Call("struct(%s)" % ", ".join(c.name for c in children), children, build))


def broadcast(df):
    """A hint about how to join; the frame is the same."""
    return df


def rand(seed=None):
    """A number from 0 to 1, another in each row."""
    return call("rand", [], "random()", [], DOUBLE, False)


def randn(seed=None):
    """A number of the normal distribution, another in each row."""
    sql = "(sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))"
    return call("randn", [], sql, [], DOUBLE, False)


def monotonically_increasing_id():
    """A number for each row, rising."""
    return call("monotonically_increasing_id", [], "(row_number() OVER () - 1)", [], LONG, False)


def _digest(name, sql):
    return function(name, sql, [T.StringType()], T.StringType())


md5, sha1 = _digest("md5", "md5({0})"), _digest("sha1", "sha1({0})")


def sha2(col, numBits):
    """The SHA-256 of a string, in hexadecimal digits."""
    from pyspark.errors import refused

    if plain(numBits) not in (0, 256):
        raise refused("functions.sha2 of %s bits" % plain(numBits))
    return call("sha2", [expression(col)], "sha256({0})", [T.StringType()], T.StringType())
