"""Tests on strings, as methods of Column."""

from pyspark.sql import types as T

from . import coercion
from .expressions import Call, Typed


def as_text(value):
    """SQL of a value read as a string."""
    return coercion.cast(value.sql, value.type, T.StringType())


def text_test(shown, sql, left, right):
    """A Boolean of two strings: `sql` has two places, `shown` is its name in Spark."""
    name = shown.format(left.name, right.name)
    if name == shown:
        name = "%s(%s, %s)" % (shown, left.name, right.name)

    def build(a, b):
        return Typed(sql % (as_text(a), as_text(b)), T.BooleanType(), a.nullable or b.nullable)

    return Call(name, [left, right], build)


def string_test(shown, sql):
    """A method of Column that applies a test."""

    def method(self, other):
        from pyspark.sql.column import Column, as_expression

        return Column(text_test(shown, sql, self._expression, as_expression(other)))

    return method
