"""Operators between two values, with Spark's result types."""

from pyspark.errors import AnalysisException
from pyspark.sql import types as T

from . import coercion
from .expressions import Call, Typed

_SYMBOLS = {"<=>": "IS NOT DISTINCT FROM"}


def binary(symbol, left, right):
    """`left symbol right`."""
    name = "(%s %s %s)" % (left.name, symbol, right.name)
    kinds = {
        "+": _arithmetic,
        "-": _arithmetic,
        "*": _arithmetic,
        "/": _divide,
        "%": _remainder,
        "div": _whole_divide,
        "AND": _logic,
        "OR": _logic,
        "&": _bits,
        "|": _bits,
        "^": _bits,
    }
    rule = kinds.get(symbol, _compare)
    return Call(name, (left, right), lambda a, b: rule(symbol, a, b, name), symbol)


def _mismatch(name, a, b):
    return AnalysisException(
        '[DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES] Cannot resolve "%s" due to data type mismatch: '
        'the left and right operands of the binary operator have incompatible types ("%s" and '
        '"%s").' % (name, a.type.simpleString().upper(), b.type.simpleString().upper())
    )


def number(value):
    """A value made a number: strings are read as doubles."""
    if isinstance(value.type, (T.StringType, T.NullType)):
        kind = T.DoubleType()
        return Typed(coercion.cast(value.sql, value.type, kind), kind, True)
    return value


def as_type(value, kind):
    """SQL of `value` cast to `kind`."""
    return coercion.cast(value.sql, value.type, kind)


def _pair(a, b, name):
    a, b = number(a), number(b)
    if not coercion.is_number(a.type) or not coercion.is_number(b.type):
        raise _mismatch(name, a, b)
    return a, b, a.nullable or b.nullable


def _arithmetic(symbol, a, b, name):
    if isinstance(a.type, (T.DateType, T.TimestampType)) or isinstance(b.type, T.DateType):
        return _moved(symbol, a, b, name)
    a, b, nullable = _pair(a, b, name)
    kind = coercion.wider_number(a.type, b.type)
    if isinstance(kind, T.DecimalType):
        x, y = coercion.as_decimal(a.type), coercion.as_decimal(b.type)
        if symbol == "*":
            kind = coercion.bounded(x.precision + y.precision + 1, x.scale + y.scale)
            return Typed("CAST((%s * %s) AS %s)" % (a.sql, b.sql, kind.duck), kind, True)
        kind = coercion.bounded(kind.precision + 1, kind.scale)
    if isinstance(kind, T.IntegralType):
        sql = "(CAST(%s AS HUGEINT) %s %s)" % (a.sql, symbol, b.sql)
        return Typed(coercion.wrapped(sql, kind), kind, nullable)
    return Typed("(%s %s %s)" % (as_type(a, kind), symbol, as_type(b, kind)), kind, nullable)


def _moved(symbol, a, b, name):
    """A date moved by days or an interval; the difference of two dates."""
    if isinstance(a.type, T.DateType) and isinstance(b.type, T.IntegralType):
        return Typed("(%s %s %s)" % (a.sql, symbol, b.sql), T.DateType(), a.nullable or b.nullable)
    if getattr(b.type, "interval", False):
        sql = "(%s %s %s)" % (a.sql, symbol, b.sql)
        return Typed("CAST(%s AS %s)" % (sql, a.type.duck), a.type, a.nullable)
    raise _mismatch(name, a, b)


def _divide(symbol, a, b, name):
    a, b, _ = _pair(a, b, name)
    kind = coercion.wider_number(a.type, b.type)
    if isinstance(kind, T.DecimalType):
        x, y = coercion.as_decimal(a.type), coercion.as_decimal(b.type)
        scale = max(6, x.scale + y.precision + 1)
        result = coercion.bounded(x.precision - x.scale + y.scale + scale, scale)
        quotient = "(CAST(%s AS DOUBLE) / nullif(CAST(%s AS DOUBLE), 0))" % (a.sql, b.sql)
        return Typed("TRY_CAST(%s AS %s)" % (quotient, result.duck), result)
    double = T.DoubleType()
    return Typed("(%s / nullif(%s, 0))" % (as_type(a, double), as_type(b, double)), double)


def _whole_divide(symbol, a, b, name):
    a, b, _ = _pair(a, b, name)
    return Typed("CAST(trunc(%s / nullif(%s, 0)) AS BIGINT)" % (a.sql, b.sql), T.LongType())


def _remainder(symbol, a, b, name):
    a, b, _ = _pair(a, b, name)
    kind = coercion.wider_number(a.type, b.type)
    return Typed("(%s %% nullif(%s, 0))" % (as_type(a, kind), as_type(b, kind)), kind)


def _bits(symbol, a, b, name):
    kind = coercion.wider_number(a.type, b.type)
    if symbol == "^":
        return Typed("xor(%s, %s)" % (as_type(a, kind), as_type(b, kind)), kind)
    return Typed("(%s %s %s)" % (as_type(a, kind), symbol, as_type(b, kind)), kind)


def _logic(symbol, a, b, name):
    for side in (a, b):
        if not isinstance(side.type, (T.BooleanType, T.NullType)):
            raise AnalysisException(
                '[DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE] Cannot resolve "%s" due to data type '
                'mismatch: the binary operator requires the input type "BOOLEAN", not "%s".'
                % (name, side.type.simpleString().upper())
            )
    return Typed("(%s %s %s)" % (a.sql, symbol, b.sql), T.BooleanType(), a.nullable or b.nullable)


def _compare(symbol, a, b, name):
    kind = coercion.compared(a.type, b.type)
    if kind is None:
        raise _mismatch(name, a, b)
    sql = "(%s %s %s)" % (as_type(a, kind), _SYMBOLS.get(symbol, symbol), as_type(b, kind))
    return Typed(sql, T.BooleanType(), symbol != "<=>" and (a.nullable or b.nullable))
