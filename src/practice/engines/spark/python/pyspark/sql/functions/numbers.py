"""Functions of numbers."""

import builtins

from _practice import coercion
from _practice.define import DOUBLE, INT, LONG, call, expression, function, plain, value_or_column
from _practice.expressions import Call, Typed
from _practice.operators import number
from pyspark.sql import types as T
from pyspark.sql.column import Column

__all__ = [
    "abs",
    "sqrt",
    "cbrt",
    "exp",
    "log",
    "ln",
    "log10",
    "log2",
    "log1p",
    "pow",
    "power",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "degrees",
    "radians",
    "ceil",
    "ceiling",
    "floor",
    "round",
    "bround",
    "rint",
    "signum",
    "sign",
    "pmod",
    "factorial",
    "hypot",
    "pi",
    "e",
    "bin",
    "hex",
]


def _guarded(name, sql, shown=None):
    """A function of a double that is null outside its range."""
    return function(shown or name, sql, [DOUBLE], DOUBLE)


sqrt = _guarded("sqrt", "CASE WHEN {0} < 0 THEN 'nan'::DOUBLE ELSE sqrt({0}) END", "SQRT")
exp = _guarded("exp", "exp({0})", "EXP")
cbrt = _guarded("cbrt", "cbrt({0})", "CBRT")
ln = function("ln", "CASE WHEN {0} > 0 THEN ln({0}) END", [DOUBLE], DOUBLE, True)
log10 = function("LOG10", "CASE WHEN {0} > 0 THEN log10({0}) END", [DOUBLE], DOUBLE, True)
log2 = function("LOG2", "CASE WHEN {0} > 0 THEN log2({0}) END", [DOUBLE], DOUBLE, True)
log1p = function("LOG1P", "CASE WHEN {0} > -1 THEN ln(1 + {0}) END", [DOUBLE], DOUBLE, True)
sin, cos, tan = (
    _guarded("SIN", "sin({0})"),
    _guarded("COS", "cos({0})"),
    _guarded("TAN", "tan({0})"),
)
asin = _guarded("ASIN", "CASE WHEN abs({0}) <= 1 THEN asin({0}) ELSE 'nan'::DOUBLE END")
acos = _guarded("ACOS", "CASE WHEN abs({0}) <= 1 THEN acos({0}) ELSE 'nan'::DOUBLE END")
atan = _guarded("ATAN", "atan({0})")
degrees, radians = _guarded("DEGREES", "degrees({0})"), _guarded("RADIANS", "radians({0})")
rint = _guarded("rint", "round_even({0}, 0)")
signum = _guarded("SIGNUM", "CAST(sign({0}) AS DOUBLE)")
sign = _guarded("sign", "CAST(sign({0}) AS DOUBLE)")
factorial = function(
    "factorial",
    "CASE WHEN {0} BETWEEN 0 AND 20 THEN CAST(factorial({0}) AS BIGINT) END",
    [INT],
    LONG,
    True,
)
bin = function("bin", "bin({0})", [LONG], T.StringType())


def log(arg1, arg2=None):
    """The natural logarithm, or that of `arg2` to the base `arg1`."""
    if arg2 is None:
        return call(
            "ln", [expression(arg1)], "CASE WHEN {0} > 0 THEN ln({0}) END", [DOUBLE], DOUBLE, True
        )
    base = builtins.float(plain(arg1))
    children = [value_or_column(base), expression(arg2)]
    sql = "CASE WHEN {1} > 0 THEN ln({1}) / ln({0}) END"
    return call("LOG", children, sql, [DOUBLE, DOUBLE], DOUBLE, True)


def _two_doubles(name, sql):
    def apply(col1, col2):
        children = [
            value_or_column(builtins.float(c)) if isinstance(c, (int, float)) else expression(c)
            for c in (col1, col2)
        ]
        return call(name, children, sql, [DOUBLE, DOUBLE], DOUBLE)

    apply.__name__ = name
    return apply


pow = _two_doubles("POWER", "pow({0}, {1})")
power = pow
atan2 = _two_doubles("ATAN2", "atan2({0}, {1})")
hypot = _two_doubles("HYPOT", "sqrt({0} * {0} + {1} * {1})")


def _of_number(name, build, col):
    child = expression(col)
    return Column(Call("%s(%s)" % (name, child.name), [child], lambda value: build(number(value))))


def abs(col):
    """Without its sign."""
    return _of_number("abs", lambda v: Typed("abs(%s)" % v.sql, v.type, v.nullable), col)


def _whole(name, sql):
    def build(value):
        if isinstance(value.type, T.IntegralType):
            return Typed("CAST(%s AS BIGINT)" % value.sql, LONG, value.nullable)
        if isinstance(value.type, T.DecimalType):
            kind = coercion.bounded(value.type.precision - value.type.scale + 1, 0)
            return Typed("CAST(%s(%s) AS %s)" % (sql, value.sql, kind.duck), kind, value.nullable)
        made = "%s(CAST(%s AS DOUBLE))" % (sql, value.sql)
        return Typed(coercion.cast(made, DOUBLE, LONG), LONG, value.nullable)

    def apply(col, scale=None):
        if scale is not None:
            from pyspark.errors import refused

            raise refused("functions.%s with a scale" % name.lower())
        return _of_number(name, build, col)

    apply.__name__ = name.lower()
    return apply


ceil, floor, ceiling = _whole("CEIL", "ceil"), _whole("FLOOR", "floor"), _whole("ceiling", "ceil")


def _rounded(name, sql, exact):
    def apply(col, scale=0):
        digits = plain(scale)
        child = expression(col)

        def build(value):
            value = number(value)
            kind = value.type
            if isinstance(kind, T.DecimalType):
                kind = coercion.bounded(kind.precision - kind.scale + digits + 1, digits)
                return Typed("CAST(%s(%s, %d) AS %s)" % (sql, value.sql, digits, kind.duck), kind)
            rounded = (
                exact % (value.sql, digits)
                if isinstance(kind, T.FractionalType)
                else ("%s(%s, %d)" % (sql, value.sql, digits))
            )
            return Typed("CAST(%s AS %s)" % (rounded, kind.duck), kind, value.nullable)

        return Column(Call("%s(%s, %d)" % (name, child.name, digits), [child], build))

    apply.__name__ = name
    return apply


round = _rounded("round", "round", "spark_round(%s, %d)")
bround = _rounded("bround", "round_even", "round_even(%s, %d)")


def pmod(dividend, divisor):
    """The remainder that is never negative."""
    children = [
        value_or_column(c) if isinstance(c, (int, float)) else expression(c)
        for c in (dividend, divisor)
    ]

    def build(a, b):
        a, b = number(a), number(b)
        kind = coercion.wider_number(a.type, b.type)
        sql = "((({0} % nullif({1}, 0)) + {1}) % nullif({1}, 0))".format(a.sql, b.sql)
        return Typed(sql, kind)

    return Column(Call("pmod(%s)" % ", ".join(c.name for c in children), children, build))


def mod(dividend, divisor):
    """The remainder."""
    return Column(expression(dividend)) % Column(expression(divisor))


def pi():
    """The circle's constant."""
    return call("PI", [], "pi()", [], DOUBLE, False)


def e():
    """Euler's number."""
    return call("E", [], "exp(1e0)", [], DOUBLE, False)


def hex(col):
    """Hexadecimal digits of a number or of a string's bytes."""
    child = expression(col)

    def build(value):
        return Typed("upper(hex(%s))" % value.sql, T.StringType(), value.nullable)

    return Column(Call("hex(%s)" % child.name, [child], build))
