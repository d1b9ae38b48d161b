"""
How the functions of `pyspark.sql.functions` are defined: a name, the types it takes, SQL, and a
result type.
"""

from pyspark.errors import PySparkTypeError
from pyspark.sql import types as T
from pyspark.sql.column import Column, as_column, as_expression

from . import coercion
from .expressions import Aggregate, Call, Literal, Typed

TEXT, DOUBLE, INT, LONG = T.StringType(), T.DoubleType(), T.IntegerType(), T.LongType()
BOOLEAN, DATE, TIMESTAMP = T.BooleanType(), T.DateType(), T.TimestampType()


def expression(value):
    """The expression of a Column or of a column's name."""
    return as_column(value)._expression


def plain(value):
    """The Python value of an argument that may also come as a literal column, from SQL text."""
    if isinstance(value, Column):
        if isinstance(value._expression, Literal):
            return value._expression.value
        raise PySparkTypeError("[NOT_LITERAL] This argument must be a value, not a column.")
    return value


def value_or_column(value):
    """The expression of a Column, or a literal of anything else."""
    return as_expression(value)


def fitted(value, wanted):
    """SQL of a typed value as `wanted` (None: as it is)."""
    return value.sql if wanted is None else coercion.cast(value.sql, value.type, wanted)


def call(name, children, sql, wanted, result, nullable=None):
    """
    A Column that calls `sql` (places {0}, {1} …) on children made the types of `wanted`. `result`
    is a type, or a function of the children's types.
    """

    def build(*values):
        parts = [fitted(value, kind) for value, kind in zip(values, wanted)]
        kind = result(*(value.type for value in values)) if callable(result) else result
        maybe = any(value.nullable for value in values) if nullable is None else nullable
        return Typed(sql.format(*parts), kind, maybe)

    shown = "%s(%s)" % (name, ", ".join(child.name for child in children))
    return Column(Call(shown, children, build))


def function(name, sql, wanted, result, nullable=None):
    """A function of columns only, one for each type in `wanted`."""

    def apply(*cols):
        if len(cols) != len(wanted):
            raise TypeError(
                "%s() takes %d columns, but %d were given" % (name, len(wanted), len(cols))
            )
        return call(name, [expression(c) for c in cols], sql, wanted, result, nullable)

    apply.__name__ = apply.__qualname__ = name
    return apply


def aggregate(name, sql, result, wanted=None, nullable=True, shown=None, wrap="%s"):
    """An aggregate of one column."""

    def apply(col):
        child = expression(col)

        def build(value):
            kind = result(value.type) if callable(result) else result
            return Typed(sql % {"x": fitted(value, wanted)}, kind, nullable)

        return Column(Aggregate("%s(%s)" % (shown or name, child.name), [child], build, wrap))

    apply.__name__ = apply.__qualname__ = name
    return apply


def same(*kinds):
    """A result of the first argument's type."""
    return kinds[0]
