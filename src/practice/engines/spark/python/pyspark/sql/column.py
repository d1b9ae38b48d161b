"""Columns: expressions that a script writes with Python's operators."""

from _practice import coercion
from _practice.expressions import Alias, Call, Cast, Literal, Ordering, Reference, Typed, Windowed
from _practice.operators import as_type, binary
from _practice.strings import string_test
from _practice.typenames import parse
from pyspark.errors import PySparkTypeError, PySparkValueError, refused
from pyspark.sql import types as T

_AMBIGUOUS_TRUTH = (
    "[CANNOT_CONVERT_COLUMN_INTO_BOOL] Cannot convert column into bool: please use '&' for 'and', "
    "'|' for 'or', '~' for 'not' when building DataFrame boolean expressions."
)


def as_expression(value):
    """The expression of a Column, or of a value as a literal."""
    return value._expression if isinstance(value, Column) else Literal(value)


def as_column(value):
    """A Column, from itself or from a column's name."""
    if isinstance(value, Column):
        return value
    if isinstance(value, str):
        from pyspark.sql.functions import col

        return col(value)
    raise PySparkTypeError(
        "[NOT_COLUMN_OR_STR] Argument `col` should be a Column or str, got %s."
        % type(value).__name__
    )


def _operator(symbol, swapped=False):
    def apply(self, other):
        left, right = self._expression, as_expression(other)
        return Column(binary(symbol, right, left) if swapped else binary(symbol, left, right))

    return apply


class Column:
    """An expression over the columns of a frame."""

    def __init__(self, expression):
        self._expression = expression

    __add__, __radd__ = _operator("+"), _operator("+", True)
    __sub__, __rsub__ = _operator("-"), _operator("-", True)
    __mul__, __rmul__ = _operator("*"), _operator("*", True)
    __truediv__, __rtruediv__ = _operator("/"), _operator("/", True)
    __div__, __rdiv__ = __truediv__, __rtruediv__
    __mod__, __rmod__ = _operator("%"), _operator("%", True)
    __lt__, __le__, __gt__, __ge__ = map(_operator, ("<", "<=", ">", ">="))
    __and__, __rand__ = _operator("AND"), _operator("AND", True)
    __or__, __ror__ = _operator("OR"), _operator("OR", True)
    bitwiseAND, bitwiseOR, bitwiseXOR = map(_operator, "&|^")
    __eq__ = _operator("=")
    eqNullSafe = _operator("<=>")
    __hash__ = None

    def __ne__(self, other):
        return ~(self == other)

    def __pow__(self, other):
        from pyspark.sql.functions import pow as power

        return power(self, other)

    def __rpow__(self, other):
        from pyspark.sql.functions import pow as power

        return power(other, self)

    def __invert__(self):
        inner = self._expression

        def build(value):
            return Typed("(NOT %s)" % value.sql, T.BooleanType(), value.nullable)

        return Column(Call("(NOT %s)" % inner.name, [inner], build))

    def __neg__(self):
        inner = self._expression

        def build(value):
            return Typed("(- %s)" % value.sql, value.type, value.nullable)

        return Column(Call("(- %s)" % inner.name, [inner], build))

    def __bool__(self):
        raise PySparkValueError(_AMBIGUOUS_TRUTH)

    __nonzero__ = __bool__

    def __contains__(self, item):
        raise PySparkValueError(
            "[CANNOT_APPLY_IN_FOR_COLUMN] Cannot apply 'in' operator against a column: please use "
            "'contains' in a string column or 'array_contains' function for an array column."
        )

    def __iter__(self):
        raise PySparkTypeError("[NOT_ITERABLE] Column is not iterable.")

    def __repr__(self):
        return "Column<'%s'>" % self._expression.name

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name in ("withField", "dropFields"):
            raise refused("Column.%s" % name)
        return self.getField(name)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self.substr(key.start, key.stop)
        return self.getItem(key)

    def alias(self, *names, **options):
        if len(names) != 1:
            raise refused("Column.alias with several names")
        return Column(Alias(self._expression, names[0]))

    name = alias

    def cast(self, dataType):
        if not isinstance(dataType, (str, T.DataType)):
            raise PySparkTypeError(
                "[NOT_DATATYPE_OR_STR] Argument `dataType` should be a DataType or str, got %s."
                % type(dataType).__name__
            )
        target = parse(dataType) if isinstance(dataType, str) else dataType
        computed = not isinstance(self._expression, (Reference, Alias))
        return Column(Cast(self._expression, target, computed))

    astype = cast

    def _test(self, test, shown):
        inner = self._expression

        def build(value):
            return Typed(test % value.sql, T.BooleanType(), False)

        return Column(Call(shown % inner.name, [inner], build))

    def isNull(self):
        return self._test("(%s IS NULL)", "(%s IS NULL)")

    def isNotNull(self):
        return self._test("(%s IS NOT NULL)", "(%s IS NOT NULL)")

    def isin(self, *values):
        if len(values) == 1 and isinstance(values[0], (list, tuple, set)):
            values = tuple(values[0])
        parts = [self._expression] + [as_expression(value) for value in values]
        return Column(is_one_of(parts))

    def between(self, lowerBound, upperBound):
        return (self >= lowerBound) & (self <= upperBound)

    contains = string_test("contains", "contains(%s, %s)")
    startswith = string_test("startswith", "starts_with(%s, %s)")
    endswith = string_test("endswith", "suffix(%s, %s)")
    like = string_test("{0} LIKE {1}", "(%s LIKE %s ESCAPE '\\')")
    ilike = string_test("lower({0}) LIKE lower({1})", "(lower(%s) LIKE lower(%s) ESCAPE '\\')")
    rlike = string_test("RLIKE", "regexp_matches(%s, %s)")

    def substr(self, startPos, length):
        from pyspark.sql.functions import substring

        return substring(self, startPos, length)

    def getItem(self, key):
        from _practice.nested import item

        return Column(item(self._expression, as_expression(key)))

    def getField(self, name):
        from _practice.nested import item

        return Column(item(self._expression, as_expression(name)))

    def asc(self):
        return Column(Ordering(self._expression))

    asc_nulls_first = asc

    def asc_nulls_last(self):
        return Column(Ordering(self._expression, False, False))

    def desc(self):
        return Column(Ordering(self._expression, True))

    desc_nulls_last = desc

    def desc_nulls_first(self):
        return Column(Ordering(self._expression, True, True))

    def over(self, window):
        return Column(Windowed(self._expression, window._spec))

    def when(self, condition, value):
        from _practice.conditions import Case

        if not isinstance(self._expression, Case):
            raise TypeError("when() can only be applied on a Column previously generated by when()")
        return Column(self._expression.when(as_expression(condition), as_expression(value)))

    def otherwise(self, value):
        from _practice.conditions import Case

        if not isinstance(self._expression, Case):
            raise TypeError(
                "otherwise() can only be applied on a Column previously generated by when()"
            )
        return Column(self._expression.otherwise(as_expression(value)))


def is_one_of(parts):
    """`parts[0]` equals one of the rest."""
    name = "(%s IN (%s))" % (parts[0].name, ", ".join(part.name for part in parts[1:]))

    def build(value, *options):
        if not options:
            return Typed("false", T.BooleanType(), False)
        kind = value.type
        for option in options:
            kind = coercion.compared(kind, option.type) or coercion.common(
                [kind, option.type], name
            )
        listed = ", ".join(as_type(option, kind) for option in options)
        return Typed("(%s IN (%s))" % (as_type(value, kind), listed), T.BooleanType())

    return Call(name, parts, build)
